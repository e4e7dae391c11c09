package org.medchain.comparison.workload;

import java.util.function.BiFunction;
import org.medchain.contract.Operations;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** A participant that signs requests and numbers them. */
final class RequestSender {
  private static final long FIRST_END_MS = 32_472_144_000_000L;

  private final Operations operations;
  private long sequence;

  RequestSender(Operations operations) {
    this.operations = operations;
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
  Transaction nextRequest(BiFunction<Operations, Long, Transaction> operation) {
    sequence++;
    return operation.apply(operations, sequence);
  }
}
