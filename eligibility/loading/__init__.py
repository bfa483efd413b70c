"""From files to contents: source (YAML with places), syntax (tests), resolution."""
