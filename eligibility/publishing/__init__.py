"""The rulebook for the public: a static site, a page for each measure."""
