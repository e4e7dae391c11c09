package org.medchain.claims.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.workload.WorkloadCall;
import org.medchain.history.value.HistoryValue;

/** CLAIM-3: which reads come after a revocation. */
class RevocationHistoryTest {
  private static final SignatureScheme SCHEME = new Ed25519();

  /** A read that is answered after a revocation counts, unless a grant can have come between. */
  @Test
  void readsAfterARevocationAreFound() {
    PublicKey owner = SCHEME.keyPair(Hash.ZERO.toBytes()).publicKey();
    PublicKey reader = SCHEME.keyPair(Hash.MAX.toBytes()).publicKey();
    Hash record = Hash.of(Bytes.utf8("record"));
    IssueDirective grant = RecordReader.consent(owner, record, reader, Purpose.TREAT);
    Operation end = new RevokeDirective(grant.terms().id());
    CallRecord revoke = call(owner, end, 1, 2, Outcome.OK);
    CallRecord read = call(reader, new ReadRecord(record, Purpose.TREAT), 5, 6, Outcome.OK);
    CallRecord before = call(owner, grant, -2, -1, Outcome.OK);
    CallRecord between = call(owner, grant, 3, 4, Outcome.OK);
    assertThat(after(revoke, read, before)).containsExactly(read);
    assertThat(after(revoke, read, before, between)).isEmpty();
    CallRecord early = call(reader, new ReadRecord(record, Purpose.TREAT), 0, 6, Outcome.OK);
    assertThat(after(revoke, early, before)).isEmpty();
    CallRecord refused = call(owner, end, 1, 2, Outcome.NOT_ALLOWED);
    assertThat(after(refused, read, before)).isEmpty();
    assertThat(new RevocationHistory(List.of(revoke, before)).revocations()).isEqualTo(1);
  }

  private static List<CallRecord> after(CallRecord... calls) {
    return new RevocationHistory(List.of(calls)).readsAfterRevocation();
  }

  private static CallRecord call(
      PublicKey sender, Operation operation, long invoked, long ended, Outcome outcome) {
    RequestId request = new RequestId(sender, 10 + ended);
    Receipt receipt = new Receipt(request, outcome.code(), Bytes.EMPTY);
    return new CallRecord(
        0,
        new WorkloadCall("call", HistoryValue.nil(), operation, false),
        request,
        invoked,
        invoked,
        ended,
        ended,
        Optional.of(new Output.Accepted(request, 1, receipt)),
        false);
  }
}
