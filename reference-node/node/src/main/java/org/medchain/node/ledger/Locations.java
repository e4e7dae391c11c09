package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.application.Location;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** Finds transactions and records in the chain. May be asked from any thread. */
public interface Locations {
  /** Where the request was executed, with or without success; repetitions are passed over. */
  Optional<Location> request(RequestId request);

  /** Where the transaction with this id was executed. */
  Optional<Location> transaction(Hash id);

  /** Where the upload of the accepted record with this id stands. */
  Optional<Location> record(Hash id);

  /** Ids of the patient's accepted records in the order of the chain. */
  List<Hash> recordsOf(PublicKey patient);
}
