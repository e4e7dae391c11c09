package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.contract.ExecutedBlock;
import org.medchain.contract.Genesis;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.ScarcityRules;

/**
 * CON-44: what lasting state floods of orders leave, and for how many points: by one client with a
 * million points under the paper's rules read literally, by the same under those of {@code cluster
 * up}, and by clients with 100 points each, on a ledger in memory. {@code -Drewrite} plays ten
 * thousand of these and writes {@code results/memory/flood.csv}, in half an hour; else two of them
 * have to leave what its rows say.
 */
class StateFloodTest {
  private static final List<String> KINDS =
      List.of("records", "index", "rights", "holdings", "offers", "requests");
  private static final IncentiveRules LITERAL = ClusterPlan.of(4).terms().rules();
  private static final IncentiveRules USUAL = ClusterPlan.of(4).withHospitals().terms().rules();
  private static final Path WRITTEN = Repository.file("results/memory/flood.csv");
  private static final int MANY = 10_000;
  private static final int POOR = 100;
  private static final int RICH = 1_000_000;
  private static final int BLOCK = 100;
  private static final long START_MS = 1_600_000_000_000L;
  private static final PublicKey DOCTOR = key("doctor");
  private static final PublicKey HOSPITAL = key("hospital");

  /**
   * A flood of one kind.
   *
   * @param clients that order, each until it is refused
   * @param points of each
   * @param most orders of each
   */
  private record Flood(String kind, IncentiveRules rules, int clients, int points, int most) {
    /** Orders of a block: what a poor client cannot pay any more need not be made. */
    int blockSize() {
      return clients == 1 ? BLOCK : kind.equals("index") ? BLOCK / 10 : BLOCK / 2;
    }
  }

  /** What came of it: bytes and entries that the state grew by, points burnt. */
  private record Left(long orders, String refusal, long bytes, long entries, long points) {
    Left times(int clients) {
      return new Left(
          orders * clients, refusal, bytes * clients, entries * clients, points * clients);
    }

    String csv(String rules, Flood flood) {
      return String.format(
          Locale.ROOT,
          "%s,%s,%d,%d,%d,%s,%d,%d,%d",
          rules,
          flood.kind(),
          flood.clients(),
          flood.points(),
          orders,
          refusal,
          bytes,
          entries,
          points);
    }
  }

  @Test
  void stateIsPaidFor() throws IOException {
    boolean whole = System.getProperty("rewrite") != null;
    int clients = whole ? MANY : 2;
    List<String> lines = new ArrayList<>();
    List<String> poorLines = new ArrayList<>();
    lines.add("rules,kind,clients,points_each,orders,first_refusal,bytes,entries,points_burnt");
    for (String kind : KINDS) {
      // An order of the index leaves 64 entries.
      int most = (whole ? 20_000 : 1_500) / (kind.equals("index") ? 10 : 1);
      Flood free = new Flood(kind, LITERAL, 1, RICH, most);
      Flood rich = new Flood(kind, USUAL, 1, RICH, most);
      Flood poor = new Flood(kind, USUAL, clients, POOR, most);
      Left ofNothing = left(free);
      Left ofRich = left(rich);
      Left ofPoor = left(poor);
      lines.add(ofNothing.csv("literal", free));
      lines.add(ofRich.csv("usual", rich));
      poorLines.add(
          ofPoor.times(MANY / clients).csv("usual", new Flood(kind, USUAL, MANY, POOR, most)));
      lines.add(poorLines.getLast());
      ScarcityRules rules = USUAL.scarcity();
      assertThat(ofNothing.points()).isZero();
      requirePaid(ofRich, 1, rules);
      requirePaid(ofPoor, clients, rules);
      assertThat(ofPoor.points()).isLessThanOrEqualTo((long) clients * POOR);
      assertThat(ofPoor.refusal()).isIn("INSUFFICIENT_POINTS", "LIMIT_REACHED");
    }
    if (whole) {
      Files.write(WRITTEN, lines);
    }
    // Clients leave the same, so two of them say what many do, except for the digits of the supply.
    List<String> written =
        Files.readAllLines(WRITTEN).stream().map(StateFloodTest::rounded).toList();
    assertThat(written).containsAll(poorLines.stream().map(StateFloodTest::rounded).toList());
  }

  /** The same with its bytes in MB. */
  private static String rounded(String line) {
    String[] columns = line.split(",", -1);
    if (columns[6].matches("[0-9]+")) {
      columns[6] = "" + Math.round(Long.parseLong(columns[6]) / 1e6);
    }
    return String.join(",", columns);
  }

  /** A record is noted once more where its verdict is due, and what it earned, free of charge. */
  private static void requirePaid(Left left, int clients, ScarcityRules rules) {
    long paid = clients * rules.freeBytes() + left.points() * rules.bytesPerPoint();
    assertThat(left.bytes()).isLessThanOrEqualTo(2 * paid);
  }

  private static PublicKey key(String name) {
    return new PublicKey(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static WorldState begin(IncentiveRules rules, int flooding, Role role) {
    List<Participant> all = new ArrayList<>();
    IntStream.range(0, flooding)
        .forEach(each -> all.add(new Participant(key("client " + each), role)));
    all.add(new Participant(HOSPITAL, Role.HOSPITAL));
    all.add(Participant.of(DOCTOR, Role.DOCTOR, HOSPITAL));
    return new Genesis(
            new Genesis.Terms(
                START_MS, List.of(key("node")), 1, Difficulty.NONE, 0, key("center"), rules),
            all)
        .state();
  }

  /**
   * They share nothing, so each floods the ledger as it was at first, and the sum needs no more
   * memory than one.
   */
  private static Left left(Flood flood) {
    PointRules had = flood.rules().points();
    PointRules given =
        new PointRules(
            flood.points(),
            had.uploadReward(),
            had.falsePenalty(),
            had.queryPrice(),
            had.ownerShareBp());
    Role role = flood.kind().equals("requests") ? Role.RESEARCH : Role.PATIENT;
    WorldState before = begin(flood.rules().with(given), flood.clients(), role);
    Left sum = new Left(0, "", 0, 0, 0);
    for (int client = 0; client < flood.clients(); client++) {
      sum = flooded(before, key("client " + client), flood, sum);
    }
    return sum;
  }

  private static Left flooded(WorldState before, PublicKey client, Flood flood, Left sum) {
    WorldState state = before;
    long orders = sum.orders();
    String refusal = "";
    int size = flood.blockSize();
    for (int from = 0; from < flood.most() && refusal.isEmpty(); from += size) {
      ExecutedBlock executed =
          ExecutedBlock.of(state, block(client, from, Math.min(flood.most(), from + size), flood));
      state = executed.state();
      for (Receipt each : executed.result().receipts()) {
        orders += each.succeeded() ? 1 : 0;
        refusal = each.succeeded() || !refusal.isEmpty() ? refusal : Outcome.of(each).name();
      }
    }
    return new Left(
        orders,
        refusal,
        sum.bytes() + state.tree().encodedSize() - before.tree().encodedSize(),
        sum.entries() + state.tree().size() - before.tree().size(),
        sum.points() + state.supply().burnt());
  }

  private static Block block(PublicKey client, int from, int to, Flood flood) {
    List<Transaction> content =
        IntStream.range(from, to).mapToObj(each -> order(client, each, flood.kind())).toList();
    long height = from / flood.blockSize() + 1L;
    return Block.under(
        root ->
            new Header(
                Header.VERSION,
                Hash.ZERO,
                START_MS + height,
                root,
                content.size(),
                height,
                Hash.ZERO,
                Hash.ZERO,
                Difficulty.NONE,
                RandomString.ZERO),
        content);
  }

  private static Transaction order(PublicKey client, int number, String kind) {
    Operation operation = operation(client, number, kind);
    RequestId request = new RequestId(client, number + 1L);
    return Transaction.unsigned(request, operation.type().number(), operation.encoded());
  }

  /** Rights and holdings need a record each, which comes before. */
  private static Operation operation(PublicKey client, int number, String kind) {
    int place = kind.equals("records") ? number : number / 2;
    boolean upload = number % 2 == 0;
    MedicalRecord record =
        new MedicalRecord(
            client,
            new MedicalRecord.MetadataBlock(DOCTOR, "synthetic/" + place, Hash.ZERO),
            new MedicalRecord.DigestBlock(START_MS, DOCTOR, kind, "imaging"));
    return switch (kind) {
      case "index" -> new UpdateIndex(0, number, entries(number), Bytes.utf8("journal"));
      case "offers" -> new OfferRecords("type " + number, 1, List.of());
      case "requests" ->
          new RequestData(new RequestTerms("type " + number, 1, 1, START_MS + 86_400_000));
      case "rights" -> upload ? new UploadRecord(record) : directive(client, record);
      case "holdings" ->
          upload ? new UploadRecord(record) : new EntrustFile(record.id(), HOSPITAL, Hash.MAX, 1);
      default -> new UploadRecord(record);
    };
  }

  private static Operation directive(PublicKey owner, MedicalRecord record) {
    return new IssueDirective(
        new DirectiveTerms(
            owner,
            new DirectiveScope.OneRecord(record.id()),
            new Grantee.Party(HOSPITAL),
            Purpose.TREAT),
        Long.MAX_VALUE);
  }

  private static List<IndexEntry> entries(int update) {
    return IntStream.range(0, UpdateIndex.MAX_ENTRIES)
        .mapToObj(each -> Hash.of(Bytes.utf8(update + "/" + each)))
        .sorted()
        .map(each -> new IndexEntry(each, Bytes.of(new byte[IndexEntry.VALUE_SIZE])))
        .toList();
  }
}
