"""Makes the models and the learnt weights that ship in the wheel."""
