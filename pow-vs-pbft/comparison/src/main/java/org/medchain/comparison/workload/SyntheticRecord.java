package org.medchain.comparison.workload;

import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.SealedText.TextKind;

/**
 * One line of a dataset's {@code records.ndjson}: the fields of the paper's medical data entry
 * (§3.1, Figure 2) with names in place of keys.
 *
 * @param patient the patient's id, one word
 * @param doctor the id of the practitioner who made the data
 * @param timestampMs when, in milliseconds of Unix time
 * @param type of the data, a FHIR resource type
 * @param description in words
 * @param path file in the dataset, {@code #} and the id of the resource in it
 * @param size of the resource in bytes
 * @param sha256 of those bytes
 */
public record SyntheticRecord(
    String patient,
    String doctor,
    long timestampMs,
    String type,
    String description,
    String path,
    int size,
    Hash sha256) {
  /** The same in another place of the archive: another record to the chain. */
  SyntheticRecord at(String otherPath) {
    return new SyntheticRecord(
        patient, doctor, timestampMs, type, description, otherPath, size, sha256);
  }

  /** The same with commitments in place of its texts (PRIV-6). */
  SyntheticRecord sealed(Bytes descriptionSalt, Bytes typeSalt) {
    return new SyntheticRecord(
        patient,
        doctor,
        timestampMs,
        new OpenedText(typeSalt, type).sealed(TextKind.TYPE),
        new OpenedText(descriptionSalt, description).sealed(TextKind.DESCRIPTION),
        path,
        size,
        sha256);
  }
}
