"""What NGOs say: scores with reasons and evidence, conflicts of interest, sealed submissions."""
