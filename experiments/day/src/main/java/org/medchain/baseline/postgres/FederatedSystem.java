package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;

/**
 * Each hospital with its own database, and one shared index of hashes that a party of its own
 * operates (BASE-1): a hospital adds to it under its own name and can change nothing. A read
 * fetches from the keeping hospital and compares with the index. A third party trusts the index
 * operator's key for hashes, and each hospital's for its records.
 */
public final class FederatedSystem extends DatabaseSystem {
  private final KeyPair operatorKey = SignedExport.newKey();
  final PostgresServer index;
  final List<HospitalSystem> hospitals = new ArrayList<>();

  /** A line of the index; the first one's keeper is the record's. */
  record IndexEntry(String keeper, Hash digest, long notedMs) {}

  /** What the index has about a record, signed by its operator. */
  record IndexExtract(String id, List<IndexEntry> entries, Signature signature)
      implements Encodable {}

  /** The keeper's part, and the index's. */
  record FederatedEvidence(Bytes export, IndexExtract extract) implements Encodable {}

  /**
   * Starts all.
   *
   * @param folder of its own; empty, or to be made
   * @param count of hospitals, at least one
   */
  public static FederatedSystem start(PostgresTemplate template, Path folder, int count)
      throws IOException, InterruptedException {
    FederatedSystem made =
        new FederatedSystem(PostgresServer.copyOf(template, folder.resolve("index")));
    return opened(made, () -> made.open(template, folder, count));
  }

  private FederatedSystem(PostgresServer index) {
    this.index = index;
  }

  private void open(PostgresTemplate template, Path folder, int count)
      throws IOException, InterruptedException {
    index.start();
    String login = " LOGIN IN ROLE hospital PASSWORD '" + template.secret() + "'";
    for (int i = 0; i < count; i++) {
      index.administer("CREATE ROLE " + name(i) + login);
      hospitals.add(HospitalSystem.start(template, folder.resolve(name(i))));
    }
  }

  @Override
  public SystemKind kind() {
    return SystemKind.FEDERATED;
  }

  @Override
  public List<PostgresServer> servers() {
    return Stream.concat(Stream.of(index), hospitals.stream().map(it -> it.server)).toList();
  }

  private static String name(int hospital) {
    return "hospital_" + hospital;
  }

  /** The hospital of a doctor. */
  int home(String author) {
    return Math.floorMod(author.hashCode(), hospitals.size());
  }

  static Hash digest(RecordEntry record) {
    return Hash.of(Codec.of(RecordEntry.class).encoded(record));
  }

  /** A hospital's statement that this is a record's next version. */
  void note(int hospital, RecordEntry record) throws IOException {
    String sql = PostgresServer.SQL.get("note");
    var unused = index.query(name(hospital), sql, row -> true, it -> AttackScene.field(record, it));
  }

  /** All versions that the index has, the oldest first. */
  List<IndexEntry> entries(String id) throws IOException {
    return index.query(
        "portal",
        PostgresServer.SQL.get("notes"),
        it ->
            new IndexEntry(
                it.getString(1), Hash.fromArray(it.getBytes(2), 0), it.getTimestamp(3).getTime()),
        name -> id);
  }

  private Optional<HospitalSystem> keeper(List<IndexEntry> entries) {
    return hospitals.stream()
        .filter(each -> !entries.isEmpty())
        .filter(each -> name(hospitals.indexOf(each)).equals(entries.getFirst().keeper()))
        .findFirst();
  }

  private HospitalSystem keeper(String id) throws IOException {
    return keeper(entries(id)).orElseThrow(() -> new IOException("the index has no record " + id));
  }

  @Override
  public void put(RecordEntry record) throws IOException {
    int home = home(record.author());
    hospitals.get(home).put(record);
    note(home, record);
  }

  @Override
  public void correct(String id, Bytes content) throws IOException {
    HospitalSystem keeper = keeper(id);
    keeper.correct(id, content);
    note(hospitals.indexOf(keeper), keeper.entry(id));
  }

  @Override
  public void grant(String id, String reader) throws IOException {
    keeper(id).grant(id, reader);
  }

  @Override
  public void revoke(String id, String reader) throws IOException {
    keeper(id).revoke(id, reader);
  }

  /**
   * Compares with the index.
   *
   * @throws IOException if they differ, too
   */
  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException {
    List<IndexEntry> entries = entries(id);
    Optional<HospitalSystem> keeper = keeper(entries);
    if (keeper.isEmpty()) {
      return Optional.empty();
    }
    Optional<RecordEntry> record = keeper.get().entry("portal", id, reader);
    if (record.isPresent() && !digest(record.get()).equals(entries.getLast().digest())) {
      throw new IOException("the keeping hospital's record has not the hash of the index");
    }
    return record.map(RecordEntry::content);
  }

  /** Each version's hash is the index's. */
  @Override
  public List<RecordVersion> history(String id) throws IOException {
    HospitalSystem keeper = keeper(id);
    RecordEntry record = keeper.entry(id);
    List<RecordVersion> versions = keeper.history(id);
    List<Hash> digests =
        versions.stream()
            .map(each -> digest(AttackScene.withContent(record, each.content())))
            .toList();
    if (!digests.equals(entries(id).stream().map(IndexEntry::digest).toList())) {
      throw new IOException("the keeping hospital's history has not the hashes of the index");
    }
    return versions;
  }

  @Override
  public ThirdPartyProof prove(String id) throws IOException {
    return withExtract(keeper(id).prove(id));
  }

  ThirdPartyProof withExtract(ThirdPartyProof proof) throws IOException {
    String id = proof.record().id();
    List<IndexEntry> entries = entries(id);
    IndexExtract extract =
        SignedExport.signed(it -> new IndexExtract(id, entries, it), operatorKey);
    Bytes evidence = new FederatedEvidence(proof.evidence(), extract).encoded();
    return new ThirdPartyProof(proof.record(), evidence);
  }

  /** The keeper says so, and the index had its hash as the last one: each signed its part. */
  @Override
  public boolean verify(ThirdPartyProof proof) {
    try {
      FederatedEvidence read = Codec.of(FederatedEvidence.class).decoded(proof.evidence());
      IndexExtract extract = read.extract();
      ThirdPartyProof export = new ThirdPartyProof(proof.record(), read.export());
      return extract.id().equals(proof.record().id())
          && SignedExport.isSigned(extract, extract.signature(), operatorKey.publicKey())
          && keeper(extract.entries()).filter(keeper -> keeper.verify(export)).isPresent()
          && digest(proof.record()).equals(extract.entries().getLast().digest());
    } catch (MalformedInput e) {
      return false;
    }
  }

  @Override
  protected AttackScene scene(List<RecordEntry> all, AttackLog log) throws IOException {
    int home = home(all.get(all.size() / 2).author());
    List<RecordEntry> kept = all.stream().filter(each -> home(each.author()) == home).toList();
    return new FederatedScene(this, home, kept, all, log);
  }
}
