package org.medchain.node.files.keys;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/**
 * A reader asks a node for its share of a record's key.
 *
 * @param record its id
 * @param read the reader's request by which the ledger let it read
 * @param height of the block that executed that
 */
public record KeyRequest(Hash record, RequestId read, long height) implements Encodable {}
