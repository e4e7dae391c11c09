package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.files.holder.HolderDirectory;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.holder.RecordFile;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.ManifestDigestStream;
import org.medchain.node.files.piece.PieceFile;
import org.medchain.node.files.piece.PieceSink;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.files.sealing.CorruptFileException;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * A client's files outside the chain (paper §3.1, §4; STO-6, STO-7, PRIV-2): encrypted here, placed
 * with r holders, fetched from several at once. May be used from any thread.
 */
public final class OffChainFileClient {
  /** How often it requests missing pieces again, as long as each time brings some. */
  private static final int MAX_ROUNDS = 8;

  private static final int MAX_NAMED_MISSING = 10;

  private final KeyPair self;
  private final Path workDirectory;
  private final HolderDirectory directory;
  private final HolderRpcClient calls;
  private final FileTransferSettings rules;
  private final SecureRandom random;
  private final MeterRegistry meters;

  /** Files being fetched: two calls must not share one partial file. */
  private final Set<Hash> downloadsInProgress = ConcurrentHashMap.newKeySet();

  /**
   * For one participant.
   *
   * @param work folder for partial files; they are encrypted
   */
  public OffChainFileClient(
      KeyPair self,
      Path work,
      HolderDirectory directory,
      RpcClient asker,
      FileTransferSettings rules,
      SecureRandom random,
      MeterRegistry meters) {
    this.self = self;
    this.workDirectory = work;
    this.directory = directory;
    this.calls = new HolderRpcClient(asker, rules.timeout());
    this.rules = rules;
    this.random = random;
    this.meters = meters;
  }

  /**
   * A file that r holders hold.
   *
   * @param deposit its signed manifest
   * @param key its key, for the owner to keep
   * @param holders with the whole file
   */
  public record PlacedFile(SignedManifest deposit, FileKey key, List<PublicKey> holders) {
    public PlacedFile {
      holders = List.copyOf(holders);
    }
  }

  /** Encrypts a file; then its record can be made, and {@link #place} uploads it to holders. */
  public SealedFile seal(Path plain) throws IOException {
    return SealedFile.seal(plain, workDirectory, self.publicKey(), rules.pieceSize(), random);
  }

  /** A file that was sealed before and kept, to be placed. */
  public SealedFile reopen(Path sealed, FileKey key) throws IOException {
    return SealedFile.reopen(sealed, key, self.publicKey(), rules.pieceSize());
  }

  /**
   * Uploads an encrypted file to the first r candidates that accept it. May be called again after a
   * refusal: uploaded pieces are not sent twice.
   *
   * @param record to which the file belongs, if it is on the ledger
   * @throws RefusedException if fewer than r holders took it
   */
  public PlacedFile place(SealedFile sealed, Hash record)
      throws IOException, RefusedException, InterruptedException {
    SignedManifest deposit = SignedManifest.sign(sealed.file(), record, self);
    PieceUploader upload = new PieceUploader(calls, deposit, sealed.source());
    List<PublicKey> candidates = new ArrayList<>(directory.candidates(deposit));
    candidates.retainAll(calls.connected());
    List<PublicKey> holders = new ArrayList<>();
    String last = candidates.size() + " candidates are connected";
    for (PublicKey holder : RendezvousHashing.rank(deposit.id(), candidates)) {
      if (holders.size() == rules.replicas()) {
        break;
      }
      try {
        int sent = upload.uploadTo(holder);
        meters.counter("medchain.files.sent.pieces").increment(sent);
        holders.add(holder);
      } catch (RefusedException e) {
        last = e.getMessage();
      }
    }
    if (holders.size() < rules.replicas()) {
      throw new RefusedException(
          holders.size() + " of " + rules.replicas() + " holders took the file: " + last);
    }
    return new PlacedFile(deposit, sealed.key(), holders);
  }

  /**
   * Fetches and decrypts the file of a record (PRIV-5). The next call uses what an interrupted one
   * fetched.
   *
   * @param target appears whole or not at all
   * @throws RefusedException if the record names no stored file, or by its path another than by its
   *     hash, or no reachable holder has some of the pieces; says which
   * @throws CorruptFileException if the stored file does not fit the manifest, or is under another
   *     key
   */
  public FileManifest get(MedicalRecord record, FileKey key, Path target)
      throws IOException, RefusedException, InterruptedException {
    Optional<Hash> id = FileManifest.idInPath(record.metadata().path());
    if (id.isEmpty()) {
      throw new RefusedException("record " + record.id().brief() + " names no stored file");
    }
    SignedManifest deposit = manifest(id.get(), file -> file.id().equals(id.get()));
    Optional<String> flaw = RecordFile.flaw(record.metadata(), deposit.manifest());
    if (flaw.isPresent()) {
      throw new RefusedException(flaw.get());
    }
    FileManifest file = deposit.manifest();
    if (!downloadsInProgress.add(deposit.id())) {
      throw new RefusedException("file " + deposit.id().brief() + " is being fetched already");
    }
    try {
      PieceFile partial = PieceFile.partial(file, workDirectory);
      fetch(file, partial);
      decrypt(file, partial.data(), key, target);
      partial.delete();
    } finally {
      downloadsInProgress.remove(deposit.id());
    }
    return file;
  }

  /**
   * Fetches a file into a store, without opening it; pieces that are there already are not fetched
   * again.
   *
   * @throws RefusedException if the store has no room, or pieces have no reachable holder
   */
  public void keep(SignedManifest deposit, PieceStore store)
      throws IOException, RefusedException, InterruptedException {
    store.reserve(deposit);
    fetch(deposit.manifest(), store.sink(deposit.id()));
  }

  /**
   * The signed manifest of a file, by its own name or its record's, from the first connected holder
   * that has it.
   */
  public SignedManifest manifest(Hash id) throws RefusedException, InterruptedException {
    return manifest(id, any -> true);
  }

  /**
   * The same from the first holder whose manifest is the wanted one: under a record's name a holder
   * can show a file that it made itself (FILE-13).
   */
  public SignedManifest manifest(Hash id, Predicate<FileManifest> wanted)
      throws RefusedException, InterruptedException {
    return calls.manifest(id, wanted);
  }

  private void fetch(FileManifest file, PieceSink partial)
      throws IOException, RefusedException, InterruptedException {
    int had = -1;
    List<Integer> missing = List.of();
    for (int round = 0;
        round < MAX_ROUNDS && partial.presentPieces().cardinality() > had;
        round++) {
      had = partial.presentPieces().cardinality();
      Map<PublicKey, BitSet> holders = holders(file);
      missing = new FileFetchRunner(file, holders, partial, calls, meters).run();
      if (missing.isEmpty()) {
        return;
      }
    }
    List<Integer> named = missing.subList(0, Math.min(missing.size(), MAX_NAMED_MISSING));
    throw new RefusedException(
        "%s of %s pieces of file %s have no reachable holder, among them %s"
            .formatted(missing.size(), file.pieceCount(), file.id().brief(), named));
  }

  /** The connected holders and their pieces. */
  private Map<PublicKey, BitSet> holders(FileManifest file) throws InterruptedException {
    Map<PublicKey, BitSet> holders = new LinkedHashMap<>();
    calls
        .availabilities(file.id())
        .forEach((holder, has) -> holders.put(holder, has.toBitSet(file.pieceCount())));
    holders.values().removeIf(BitSet::isEmpty);
    return holders;
  }

  private static void decrypt(FileManifest file, Path sealed, FileKey key, Path target)
      throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path made = Files.createTempFile(folder, ".opening", "");
    try {
      MessageDigest content = ManifestDigestStream.sha256();
      try (InputStream in = new BufferedInputStream(Files.newInputStream(sealed));
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(made))) {
        FileCipher.open(new DigestInputStream(in, content), key, out);
      }
      if (!Hash.fromArray(content.digest(), 0).equals(file.content())) {
        throw new CorruptFileException("the file's hash differs from its manifest and record");
      }
      DurableFile.adopt(made, target);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /**
   * Has holders delete an own file (FILE-7, PRIV-10); one that has nothing of it is as good.
   *
   * @param name the file's, or its record's
   * @return those that did not say that it is gone, each with the reason
   */
  public Map<PublicKey, String> release(Hash name, Collection<PublicKey> holders)
      throws InterruptedException {
    Map<PublicKey, String> left = new TreeMap<>();
    for (PublicKey holder : holders) {
      try {
        calls.release(holder, name);
      } catch (RefusedException e) {
        left.put(holder, e.getMessage());
      }
    }
    return left;
  }
}
