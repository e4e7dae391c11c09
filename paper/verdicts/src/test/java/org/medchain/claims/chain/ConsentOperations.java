package org.medchain.claims.chain;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medchain.claims.chain.OperationContext.SentOperation;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/** Draws attestations, consent, reads with a purpose, and new keys. */
final class ConsentOperations {
  private static final List<Purpose> GRANTED =
      List.of(Purpose.TREAT, Purpose.HRESCH, Purpose.DISCLOSE);

  private static final List<Purpose> READ = List.of(Purpose.TREAT, Purpose.HRESCH, Purpose.BTG);

  private final OperationContext context;

  private ConsentOperations(OperationContext context) {
    this.context = context;
  }

  /** Adds how each kind is drawn, by the class of the operation. */
  static void addTo(Map<Class<?>, Supplier<SentOperation>> makers, OperationContext context) {
    ConsentOperations draws = new ConsentOperations(context);
    makers.put(AttestRecord.class, draws::attest);
    makers.put(IssueDirective.class, draws::issue);
    makers.put(RevokeDirective.class, draws::revoke);
    makers.put(AppointDelegate.class, draws::appoint);
    makers.put(EndDelegation.class, draws::end);
    makers.put(
        ReadRecord.class,
        () -> context.byAnybody(new ReadRecord(context.recordId(), context.one(READ))));
    makers.put(ReplaceKey.class, draws::replaceKey);
  }

  /** A participant whose key is replaced is lost to the rest of a scenario. */
  private SentOperation replaceKey() {
    PublicKey key = context.oneIn(8) ? context.user().publicKey() : context.newKey();
    return context.byCenter(new ReplaceKey(key, context.newKey()));
  }

  private SentOperation attest() {
    MedicalRecord record = context.record();
    KeyPair doctor = context.keysOf(record.digest().doctor()).orElse(context.anybody());
    return new SentOperation(doctor, new AttestRecord(record.id()));
  }

  private IssueDirective consent(MedicalRecord record) {
    return RecordReader.consent(
        record.patient(), record.id(), context.user().publicKey(), context.one(GRANTED));
  }

  private SentOperation issue() {
    MedicalRecord record = context.record();
    return new SentOperation(context.ownerOf(record), consent(record));
  }

  private SentOperation revoke() {
    MedicalRecord record = context.record();
    return new SentOperation(
        context.ownerOf(record), new RevokeDirective(consent(record).terms().id()));
  }

  private SentOperation appoint() {
    MedicalRecord record = context.record();
    PublicKey delegate = context.user().publicKey();
    return new SentOperation(
        context.ownerOf(record), new AppointDelegate(record.patient(), delegate, Long.MAX_VALUE));
  }

  private SentOperation end() {
    MedicalRecord record = context.record();
    PublicKey delegate = context.user().publicKey();
    return new SentOperation(
        context.ownerOf(record), new EndDelegation(record.patient(), delegate));
  }
}
