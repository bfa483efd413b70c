"""What an editor needs to help whoever writes rules: schemas of the files."""
