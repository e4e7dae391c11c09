package org.medchain.claims.records;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.DatasetFiles;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.files.sealing.CorruptFileException;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;

/**
 * Has readers for whom a file's key was wrapped open it, and others try to, and changes bytes of
 * sealed files (claim files-encrypted).
 */
final class SealedFilesExperiment {
  private static final String CLAIM = "files-encrypted";
  private static final int READERS = 3;
  private static final int OTHERS = 3;

  /** How often files were opened, or not. */
  private static final class OpenedFiles {
    private int byReaders;
    private int refusedReaders;
    private int attempts;
    private int byOthers;
    private int changed;
    private int changedOpened;
  }

  private SealedFilesExperiment() {}

  static void run(ClaimRun run) throws Exception {
    SyntheticRecords dataset = DatasetRecords.read(run.projectRoot());
    DatasetFiles documents = DatasetFiles.read(DatasetRecords.folder(run.projectRoot()));
    DocumentSealer sealer = new DocumentSealer(run.seed());
    Random random = new Random(run.seed());
    List<KeyPair> readers = keys("reader", READERS, run.seed());
    List<KeyPair> others = keys("other", OTHERS, run.seed());
    KeyPair owner = keys("owner", 1, run.seed()).getFirst();
    OpenedFiles opened = new OpenedFiles();
    int files = Math.min(run.count("sealed_files"), dataset.records().size());
    for (int number = 0; number < files; number++) {
      Bytes document = documents.of(dataset.records().get(number));
      FileKey key = sealer.newKey();
      byte[] sealed = sealer.seal(document, key);
      List<WrappedFileKey> wrapped = new ArrayList<>();
      for (KeyPair reader : readers) {
        wrapped.add(
            WrappedFileKey.wrap(
                Hash.ofArray(sealed), key, AgreementKey.of(owner), reader.publicKey()));
      }
      read(document, sealed, readers, wrapped, opened);
      attack(sealed, others, wrapped, sealer, opened);
      // Spread over all files.
      int upTo = (int) ((long) run.count("sealed_changed_bytes") * (number + 1) / files);
      change(sealed, key, upTo, random, opened);
    }
    write(run, opened);
  }

  private static List<KeyPair> keys(String who, int count, long seed) {
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Encoder name = new Encoder().text("sealed files").text(who).int32(i).int64(seed);
      keys.add(RecordLedger.SCHEME.keyPair(Hash.of(name.toBytes()).toBytes()));
    }
    return keys;
  }

  private static void read(
      Bytes document,
      byte[] sealed,
      List<KeyPair> readers,
      List<WrappedFileKey> wrapped,
      OpenedFiles opened) {
    for (int i = 0; i < readers.size(); i++) {
      Optional<FileKey> key = unwrapped(wrapped.get(i), readers.get(i));
      boolean reads =
          key.flatMap(each -> DocumentSealer.open(sealed, each)).equals(Optional.of(document));
      opened.byReaders += reads ? 1 : 0;
      opened.refusedReaders += reads ? 0 : 1;
    }
  }

  /**
   * Others try each wrapped key as it is and with their own name in place of the reader's, and a
   * key of their own.
   */
  private static void attack(
      byte[] sealed,
      List<KeyPair> others,
      List<WrappedFileKey> wrapped,
      DocumentSealer sealer,
      OpenedFiles opened) {
    for (KeyPair other : others) {
      List<Optional<FileKey>> tries = new ArrayList<>();
      tries.add(Optional.of(sealer.newKey()));
      for (WrappedFileKey each : wrapped) {
        tries.add(unwrapped(each, other));
        tries.add(
            unwrapped(
                new WrappedFileKey(
                    each.file(),
                    each.owner(),
                    other.publicKey(),
                    each.encapsulated(),
                    each.wrapped()),
                other));
      }
      for (Optional<FileKey> key : tries) {
        opened.attempts++;
        opened.byOthers +=
            key.flatMap(each -> DocumentSealer.open(sealed, each)).isPresent() ? 1 : 0;
      }
    }
  }

  private static Optional<FileKey> unwrapped(WrappedFileKey wrapped, KeyPair by) {
    try {
      return Optional.of(wrapped.unwrap(AgreementKey.of(by)));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  /** Changes single bytes until this number was changed in all files. */
  private static void change(
      byte[] sealed, FileKey key, int upTo, Random random, OpenedFiles opened) {
    while (opened.changed < upTo) {
      byte[] changed = sealed.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      opened.changed++;
      opened.changedOpened += DocumentSealer.open(changed, key).isPresent() ? 1 : 0;
    }
  }

  private static void write(ClaimRun run, OpenedFiles opened) throws Exception {
    try (RawTable raw = run.raw(CLAIM, "who, tries, opened")) {
      raw.row("readers", opened.byReaders + opened.refusedReaders, opened.byReaders);
      raw.row("others", opened.attempts, opened.byOthers);
      raw.row("reader, of a changed file", opened.changed, opened.changedOpened);
    }
  }

  /** Seals documents as their owners do before anything leaves them (PRIV-2). */
  static final class DocumentSealer {
    /** Bytes of a segment: the least, so that longer documents have several. */
    private static final int SEGMENT = 1024;

    private final SecureRandom random;

    DocumentSealer(long seed) throws NoSuchAlgorithmException {
      random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
    }

    FileKey newKey() {
      return FileKey.random(random);
    }

    /** The sealed file of a document. */
    byte[] seal(Bytes document, FileKey key) {
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      try {
        FileCipher.seal(new ByteArrayInputStream(document.toArray()), key, SEGMENT, random, sealed);
      } catch (IOException e) {
        throw new UncheckedIOException("memory cannot fail", e);
      }
      return sealed.toByteArray();
    }

    /** The document in a sealed file; empty if it is refused. */
    static Optional<Bytes> open(byte[] sealed, FileKey key) {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      try {
        FileCipher.open(new ByteArrayInputStream(sealed), key, document);
        return Optional.of(Bytes.of(document.toByteArray()));
      } catch (CorruptFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException("memory cannot fail", e);
      }
    }
  }
}
