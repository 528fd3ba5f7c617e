"""Bridges to annotation tools: Label Studio, doccano and Prodigy, by way of one list of labelled spans and links."""
