package org.medchain.faults.host;

import java.util.Optional;
import java.util.SortedMap;
import org.medchain.data.Block;

/**
 * The ledger as one node holds it in the end.
 *
 * @param node its index
 * @param faithful whether it kept to the protocol and to its store, so that it has to agree
 * @param blocks by height; those that it never fetched are missing
 * @param problem why the ledger cannot be read; empty if it can
 */
public record NodeLedger(
    int node, boolean faithful, SortedMap<Long, Block> blocks, Optional<String> problem) {}
