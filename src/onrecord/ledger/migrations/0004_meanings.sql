-- What the encoder of meanings makes of a linked document's points (docs/decisions/0016-meanings.md): a direction for each, in
-- their order and all of one length, as signed bytes. Null where the document was compared by its words alone. Directions of
-- two encoders cannot be compared: a migration that comes with another encoder forgets these.
ALTER TABLE sketch ADD COLUMN meanings BLOB;
