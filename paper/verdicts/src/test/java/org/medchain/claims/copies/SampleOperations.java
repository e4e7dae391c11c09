package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/**
 * One operation of each kind that enters something into the ledger, in the form in which a sender
 * would order it: each has its effect if the right participant orders it.
 */
final class SampleOperations {
  private SampleOperations() {}

  /** The operations by name. */
  static Map<String, Operation> of(CertifiedChain chain, KeyPair sender, Hash known, int number) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put(
        "register",
        new Register(new Participant(chain.keys("newcomer " + number).publicKey(), Role.PATIENT)));
    operations.put("upload", new UploadRecord(chain.record(sender, number)));
    operations.put("read", new ReadRecord(known, Purpose.HRESCH));
    PublicKey reader = chain.holder(Role.RESEARCH).publicKey();
    operations.put(
        "grant", RecordReader.consent(sender.publicKey(), known, reader, Purpose.HRESCH));
    operations.put("offer", new OfferRecords("image", 1, List.of()));
    operations.put("judge", new JudgeRecord(known));
    operations.put(
        "change members",
        new ChangeMembers(
            new MemberChange.Add(
                chain.keys("member " + number).publicKey(), Role.TERTIARY_HOSPITAL)));
    operations.put("opaque", new Opaque(Bytes.utf8("note " + number)));
    operations.put("leave", new LeaveChain());
    return operations;
  }
}
