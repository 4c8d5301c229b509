export const { bridges, bridgesJson } = diagnostics;
