package org.medchain.faults.workload;

import java.util.List;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.history.value.HistoryValue;

/**
 * Synthetic records that differ in nothing but their patient and number, and who may read them. The
 * first worker is the doctor of all of them.
 *
 * @param accounts of the workers
 */
record PatientRecords(List<PublicKey> accounts) {
  private static final int DOCTOR = 0;

  /** One of several of a patient. */
  MedicalRecord of(int patient, long number) {
    PublicKey doctor = accounts.get(DOCTOR);
    Bytes content = new Encoder().text("synthetic record").int64(number).toBytes();
    return new MedicalRecord(
        accounts.get(patient),
        new MedicalRecord.MetadataBlock(doctor, "synthetic/" + number, Hash.of(content)),
        new MedicalRecord.DigestBlock(number, doctor, "a synthetic record", "test"));
  }

  /** The one that a patient uploads before the load. */
  MedicalRecord of(int patient) {
    return of(patient, 0);
  }

  /** That upload. */
  WorkloadCall upload(int patient) {
    return new WorkloadCall(
        "upload", HistoryValue.whole(patient), new UploadRecord(of(patient)), false);
  }

  /** A patient's consent to reading that record. */
  DirectiveTerms consent(int patient, Grantee grantee, Purpose purpose) {
    return new DirectiveTerms(
        accounts.get(patient), new DirectiveScope.OneRecord(of(patient).id()), grantee, purpose);
  }

  /** Whether the answer to a read says that it is granted; what says nothing does not. */
  static boolean isGranted(Receipt receipt) {
    try {
      return MedicalModules.events(receipt).stream()
          .anyMatch(each -> each instanceof ReadAnswered read && read.line().answer().granted());
    } catch (MalformedInput e) {
      return false;
    }
  }
}
