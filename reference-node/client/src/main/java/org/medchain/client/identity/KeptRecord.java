package org.medchain.client.identity;

import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.files.sealing.WrappedFileKey;

/**
 * The owner's copy of a record that it uploads: the record itself, and its file's key, wrapped for
 * the owner's own key, so that no key lies open on the disk.
 *
 * @param record as it is, or will be, on the chain
 * @param key of its file
 * @param texts what it says, if its metadata are sealed (PRIV-6)
 * @param source hash of the description and the plain file: the same upload is continued by it
 * @param request number of the request that uploads it; 0 before it was ordered
 * @param file whether holders have the file
 * @param indexed whether the owner's search index has it
 */
public record KeptRecord(
    MedicalRecord record,
    WrappedFileKey key,
    Optional<RecordTexts> texts,
    Hash source,
    long request,
    FileState file,
    boolean indexed) {
  /** The state of a record's file. */
  public enum FileState {
    /** Sealed here, and not yet with its holders. */
    UNFINISHED,
    /** Its holders have it. */
    PLACED,
    /** Its owner had it erased, and kept the key (PRIV-10). */
    ERASED
  }

  /** The record's name. */
  public Hash id() {
    return record.id();
  }

  /** Its type, in clear. */
  public String type() {
    return texts.map(each -> each.type().text()).orElse(record.digest().type());
  }

  /** Its description, in clear. */
  public String description() {
    return texts.map(each -> each.description().text()).orElse(record.digest().description());
  }

  /** The same after its upload was ordered. */
  public KeptRecord uploadedBy(long number) {
    return new KeptRecord(record, key, texts, source, number, file, indexed);
  }

  /** The same after its file was placed, or erased. */
  public KeptRecord with(FileState state) {
    return new KeptRecord(record, key, texts, source, request, state, indexed);
  }

  /** The same of an owner with another key, in whose search index it is not yet. */
  public KeptRecord under(WrappedFileKey other) {
    return new KeptRecord(record, other, texts, source, request, file, false);
  }

  /** Whether holders have the file. */
  public boolean placed() {
    return file == FileState.PLACED;
  }

  /** Whether its owner had the file erased. */
  public boolean erased() {
    return file == FileState.ERASED;
  }

  /** The same after it was entered in the search index, or taken out. */
  public KeptRecord asIndexed(boolean entered) {
    return new KeptRecord(record, key, texts, source, request, file, entered);
  }
}
