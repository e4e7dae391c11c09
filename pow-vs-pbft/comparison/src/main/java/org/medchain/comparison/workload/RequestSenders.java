package org.medchain.comparison.workload;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.contract.Operations;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/** Participants that sign requests, each numbering its own. */
final class RequestSenders {
  private static final long FIRST_END_MS = 32_472_144_000_000L;

  private final SignatureScheme scheme;
  private final Hash chain;
  private final Map<PublicKey, Long> made = new LinkedHashMap<>();

  RequestSenders(SignatureScheme scheme, Hash chain) {
    this.scheme = scheme;
    this.chain = chain;
  }

  /**
   * A patient's consent to reading all its records: one for each reader, since an owner has but few
   * (CON-30). Its end is later with each number, so that a repeated one is an order too.
   */
  static IssueDirective consent(PublicKey patient, PublicKey reader, Purpose purpose, long number) {
    return new IssueDirective(
        new DirectiveTerms(
            patient, new DirectiveScope.AllRecords(), new Grantee.Party(reader), purpose),
        FIRST_END_MS + number);
  }

  /** Makes the sender's next request. */
  Transaction sign(KeyPair sender, Operation operation) {
    long sequence = made.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(scheme, chain, sender).sign(sequence, operation);
  }
}
