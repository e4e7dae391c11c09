package org.medchain.baseline.chain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.keys.DepositedShare;
import org.medchain.node.files.keys.KeyShare;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/**
 * The chain as a system that keeps records (BASE-1): what is the same under both kinds of
 * consensus. The ledger has no operation that corrects: a correction is another record, whose
 * description names the first.
 */
abstract class ChainRecords implements RecordSystem {
  private static final long FOREVER_MS = 32_000_000_000_000L;

  private final SystemKind kind;
  private final Map<String, List<KeptVersion>> versions = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();

  ChainRecords(SystemKind kind) {
    this.kind = kind;
  }

  /**
   * A version of a record.
   *
   * @param entry in clear
   * @param opened what its patient knows: the record on the chain, its file's key, its texts
   * @param sealed its encrypted file, which the patient keeps for proofs
   */
  record KeptVersion(RecordEntry entry, OpenedDeposit opened, Bytes sealed) {
    Hash id() {
      return opened.record().id();
    }
  }

  /** A person's name on the ledger; the person is registered first. */
  abstract PublicKey key(String person, Role role) throws IOException, InterruptedException;

  /** Has a person's operation ordered, or the center's. */
  abstract Receipt order(String person, Role role, Operation operation)
      throws IOException, InterruptedException;

  /** Puts a record on the chain, and its file where readers get it. */
  abstract KeptVersion upload(RecordEntry entry) throws IOException, InterruptedException;

  /** What a reader gets of it; empty is a refusal. */
  abstract Optional<Bytes> read(KeptVersion version, String reader, Role role, Purpose purpose)
      throws IOException, InterruptedException;

  /** What its patient gets of it, without an order. */
  abstract Bytes fetch(KeptVersion version) throws IOException, InterruptedException;

  /** The time of its block, ms since 1970. */
  abstract long sinceMs(KeptVersion version) throws IOException, InterruptedException;

  /** What proves that it is on the chain. */
  abstract Bytes proof(KeptVersion version) throws IOException, InterruptedException;

  /**
   * The record that evidence proves, by the root of trust and nothing else; empty if it proves
   * none.
   *
   * @throws MalformedInput if it cannot be read
   */
  abstract Optional<MedicalRecord> proved(RecordEntry claimed, RecordEvidence evidence);

  abstract ChainAttacks attacks(List<RecordEntry> records, AttackLog log);

  @Override
  public final SystemKind kind() {
    return kind;
  }

  final void require(String person, Role role, Operation operation)
      throws IOException, InterruptedException {
    Receipt told = order(person, role, operation);
    if (!told.succeeded()) {
      throw new IOException(operation.type().name() + ": " + Outcome.of(told).words());
    }
  }

  @Override
  public final void put(RecordEntry record) throws IOException, InterruptedException {
    List<KeptVersion> first = new CopyOnWriteArrayList<>(List.of(upload(record)));
    if (versions.putIfAbsent(record.id(), first) != null) {
      throw new IOException("record " + record.id() + " is there already");
    }
  }

  @Override
  public final void correct(String id, Bytes content) throws IOException, InterruptedException {
    List<KeptVersion> all = all(id);
    RecordEntry old = all.getFirst().entry();
    String words = "corrects " + all.getFirst().id().toHex() + ": " + old.description();
    String next = id + "#" + (all.size() + 1);
    KeptVersion corrected =
        upload(RecordCopy.with(old, Map.of("id", next, "description", words, "content", content)));
    for (String reader : readers.getOrDefault(id, Set.of())) {
      permit(corrected, reader);
    }
    all.add(corrected);
  }

  private List<KeptVersion> all(String id) throws IOException {
    return Optional.ofNullable(versions.get(id))
        .orElseThrow(() -> new IOException("there is no record " + id));
  }

  final KeptVersion newest(String id) throws IOException {
    return all(id).getLast();
  }

  @Override
  public final void grant(String id, String reader) throws IOException, InterruptedException {
    readers.computeIfAbsent(id, each -> ConcurrentHashMap.newKeySet()).add(reader);
    permit(newest(id), reader);
  }

  private void permit(KeptVersion version, String reader) throws IOException, InterruptedException {
    IssueDirective order = new IssueDirective(terms(version, reader), FOREVER_MS);
    require(version.entry().patient(), Role.PATIENT, order);
  }

  private DirectiveTerms terms(KeptVersion version, String reader)
      throws IOException, InterruptedException {
    return new DirectiveTerms(
        key(version.entry().patient(), Role.PATIENT),
        new DirectiveScope.OneRecord(version.id()),
        new Grantee.Party(key(reader, Role.DOCTOR)),
        Purpose.TREAT);
  }

  @Override
  public final void revoke(String id, String reader) throws IOException, InterruptedException {
    readers.getOrDefault(id, Set.of()).remove(reader);
    for (KeptVersion each : all(id)) {
      // A version from before the grant, or after it ended, has none.
      RevokeDirective end = new RevokeDirective(terms(each, reader).id());
      Receipt unused = order(each.entry().patient(), Role.PATIENT, end);
    }
  }

  @Override
  public final Optional<Bytes> read(String id, String reader)
      throws IOException, InterruptedException {
    KeptVersion version = newest(id);
    return reader.equals(version.entry().patient())
        ? read(version, reader, Role.PATIENT, Purpose.PATRQT)
        : read(version, reader, Role.DOCTOR, Purpose.TREAT);
  }

  @Override
  public final List<RecordVersion> history(String id) throws IOException, InterruptedException {
    List<RecordVersion> history = new ArrayList<>();
    for (KeptVersion each : all(id)) {
      history.add(new RecordVersion(sinceMs(each), fetch(each)));
    }
    return history;
  }

  @Override
  public final ThirdPartyProof prove(String id) throws IOException, InterruptedException {
    KeptVersion version = newest(id);
    OpenedDeposit opened = version.opened();
    RecordEvidence evidence =
        new RecordEvidence(proof(version), opened.key().value(), opened.texts(), version.sealed());
    return new ThirdPartyProof(version.entry(), evidence.encoded());
  }

  @Override
  public final boolean verify(ThirdPartyProof proof) {
    try {
      RecordEvidence read = RecordEvidence.CODEC.decoded(proof.evidence());
      Optional<MedicalRecord> proved = proved(proof.record(), read);
      return proved.isPresent() && read.isOf(proved.get(), proof.record());
    } catch (IOException | MalformedInput | IllegalArgumentException e) {
      return false; // It cannot be read, or is of another record.
    }
  }

  /** The content of an encrypted file. */
  static Bytes plain(Bytes sealed, FileKey key) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    FileCipher.open(new ByteArrayInputStream(sealed.toArray()), key, plain);
    return Bytes.of(plain.toByteArray());
  }

  /** The same with the key that shares open; nothing if they are too few. */
  static Optional<Bytes> plain(Bytes sealed, List<DepositedShare> shares) throws IOException {
    List<KeyShare> parts = shares.stream().map(DepositedShare::share).toList();
    try {
      var opened = SplitKey.open(shares.getFirst().deposit(), parts, SplitKey.KeyLink.SAME);
      return Optional.of(plain(sealed, opened.key()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  @Override
  public final AttackOutcome suffer(AttackKind attack, List<RecordEntry> records, AttackLog log)
      throws IOException, InterruptedException {
    try {
      return attacks(records, log).carryOut(attack);
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(attack.key() + ": " + e.getMessage(), e);
    }
  }
}
