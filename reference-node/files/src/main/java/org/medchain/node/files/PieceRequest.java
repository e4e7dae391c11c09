package org.medchain.node.files;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;

/**
 * Send me a piece (topic {@link CallKind#CHUNK}).
 *
 * @param file its id
 * @param index from 0
 */
record PieceRequest(Hash file, int index) implements Encodable {}
