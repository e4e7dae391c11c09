package org.medchain.node.ledger;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.state.StateProof;

/**
 * An entry of the state, or that there is none, with its proof (DATA-17).
 *
 * @param value empty if the key has none
 * @param proof against the state root of the requested header
 */
public record StateProofResponse(Optional<Bytes> value, StateProof proof) implements Encodable {

  /** Whether it holds for {@code key} in the state of this root. */
  public boolean verify(Bytes key, Hash root) {
    return value
        .map(each -> proof.showsPresent(key, each, root))
        .orElseGet(() -> proof.showsAbsent(key, root));
  }
}
