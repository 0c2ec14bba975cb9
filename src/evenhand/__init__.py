"""Evenhand: customer service and after-sales for online shops that keep their word."""
