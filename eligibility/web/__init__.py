"""What a browser needs: the component, its page, and the rules without a server."""
