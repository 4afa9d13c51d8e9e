"""What Compensation fills in."""
