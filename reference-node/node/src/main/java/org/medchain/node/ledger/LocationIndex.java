package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.application.Location;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** Finds transactions and records in the chain. For any thread. */
public interface LocationIndex {
  /** Where the request was executed, with or without success; repetitions are passed over. */
  Optional<Location> locateRequest(RequestId request);

  /** Where the transaction with this id was executed. */
  Optional<Location> locateTransaction(Hash id);

  /** Where the upload of the accepted record with this id stands. */
  Optional<Location> locateRecord(Hash id);

  /** Ids of the patient's accepted records in the order of the chain. */
  List<Hash> recordsOf(PublicKey patient);
}
