package org.medchain.consensus.pbft.message;

import org.medchain.data.Hash;

/**
 * State and receipts root that a header has to carry.
 *
 * @param state of the state after height − W
 * @param receipts of the receipts of height − W
 */
public record ExecutionRoots(Hash state, Hash receipts) {}
