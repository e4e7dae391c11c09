package org.medchain.client.proof;

import java.util.List;
import org.medchain.application.AcceptanceProof;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Header;
import org.medchain.node.center.SignedGenesis;

/**
 * Proves that a record was uploaded and accepted, to a reader that trusts only the center's public
 * key (paper §3.2.6; PROC-6): the genesis that the center signed, how its members changed, headers
 * that the members certified, and the upload with its receipt under these headers.
 *
 * @param genesis signed by the center
 * @param epochs proofs of each change of members up to the headers, oldest first
 * @param headers from the upload's block to the one with the root over its receipts
 * @param certificate of the last header
 * @param acceptance the upload and its receipt
 */
public record RecordProof(
    SignedGenesis genesis,
    List<Bytes> epochs,
    List<Header> headers,
    Certificate certificate,
    AcceptanceProof acceptance)
    implements Encodable {
  /** Of chains under this one: the bytes do not name another, nor does the center's genesis. */
  static final Protocol PROTOCOL = Pbft.PROTOCOL;

  public static final Codec<RecordProof> CODEC = PROTOCOL.codecs().codec(RecordProof.class);

  public RecordProof {
    epochs = List.copyOf(epochs);
    headers = List.copyOf(headers);
  }
}
