package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.proof.ProofFile;
import org.medchain.client.proof.ProofVerifier;
import org.medchain.client.proof.RecordProof;
import org.medchain.client.record.UploadSteps;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import org.medchain.incentive.AuditRules;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import tools.jackson.databind.JsonNode;

/**
 * A cluster of four real nodes through the paper's process (PROC-1, PROC-3, PROC-5, PROC-6, PROC-7,
 * PROC-8): the tests are stations of one cluster, in their order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("process")
class DemoDayTest {
  /** So that a day of some dozens of blocks has audits. */
  private static final AuditRules OFTEN = new AuditRules(20, 20, 1, 5);

  @TempDir private static Path temp;

  private DayCluster day;

  @BeforeAll
  void up() throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withHospitals(OFTEN).withClients(0);
    day = DayCluster.up(temp, plan.withJvm(DayCluster.SHORT_LIVED));
  }

  @AfterAll
  void down() {
    day.close();
  }

  /** PROC-8, PROC-10, PROC-22, PROC-23: with reads and searches before and after their rights. */
  @Test
  @Order(1)
  void aDayEndsAsItMust() throws Exception {
    List<String> lines = new ArrayList<>();
    DayTranscript transcript = new DayTranscript();
    boolean well = new DemoDay(day.cluster(), temp, new DayReport(lines::add), transcript).play();
    assertThat(well).as(String.join("\n", lines)).isTrue();
    assertThat(lines).anyMatch(each -> each.contains("byte for byte"));
    transcript.isAsItMustBe();
  }

  /** PROC-2: neither the certificate nor the ledger has what the person is called here. */
  @Test
  @Order(2)
  void theNameStaysHere() throws Exception {
    Identity identity = CredentialFiles.read(day.identity("patient-1").keys());
    assertThat(identity.subject().name())
        .isEqualTo(identity.ledger().publicKey().value().toHex().substring(0, 16));
  }

  /** CLUSTER-25: the ledger's entries of a key, proved; the files' content is with nobody. */
  @Test
  @Order(2)
  void supervisionSeesWhatTheLedgerProves() throws Exception {
    assertThat(center("supervise"))
        .contains("role: PATIENT", "frozen: false", "left: false", "VALID, type sealed:")
        .containsPattern("emergency, \\S+: \\w+ read record \\w+ of \\w+, line \\d+ of its log");
    assertThat(center("freeze")).contains("OK");
    assertThat(day.run("points redeem 1 --as patient-1").code()).isEqualTo(1);
    assertThat(center("supervise")).contains("frozen: true");
    assertThat(center("thaw")).contains("OK");
  }

  private String center(String word) throws Exception {
    String key = day.identity("patient-1").card().key().value().toHex();
    return day.done("center " + word + " --key=" + key).out();
  }

  /** PROC-1: from what an interrupted command left, the same command continues. */
  @Test
  @Order(3)
  void anInterruptedRegistrationContinues() throws Exception {
    ParticipantFolder folder = day.identity("patient-2");
    folder.createFolders();
    KeyPair keys = Identity.generateLedgerKeys(new java.security.SecureRandom());
    CredentialFiles.writeLedgerKeys(
        folder.keys(), keys, new char[0], new java.security.SecureRandom());
    CommandResult first = day.done("patient register --as patient-2");
    String key = first.json().path("key").asString("");
    assertThat(key).isEqualTo(keys.publicKey().value().toHex());

    // The certificate is there, and nobody saw that the ledger has the key.
    folder.write(
        new IdentityCard("patient-2", Role.PATIENT, keys.publicKey(), key.substring(0, 16), false));
    assertThat(day.done("patient register --as patient-2").json().path("key").asString(""))
        .isEqualTo(key);
    assertThat(day.points("patient-2")).isEqualTo(100);

    CommandResult other = day.run("doctor register --as patient-2 --hospital " + key);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.json().path("reason").asString("")).contains("is patient");
  }

  /** PROC-3: before the result is known, and with a journal that knows less than the ledger. */
  @Test
  @Order(4)
  void anInterruptedRequestHasItsEffectOnce() throws Exception {
    new InterruptionStations(day).anInterruptedRequestHasItsEffectOnce();
    new InterruptionStations(day).aLostOrOldJournalLosesNoRequest();
  }

  /** PROC-3: after the result is known, and before it is told. */
  @Test
  @Order(6)
  void anInterruptedCommandTellsItsResultLater() throws Exception {
    InterruptionStations stations = new InterruptionStations(day);
    stations.aVoucherIsToldLaterAndNotMadeTwice();
    stations.aTradeIsToldLaterAndNotMadeTwice();
    stations.aReadIsPaidOnce();
    stations.aLevelAndASettlementAreToldLaterAndMadeOnce();
  }

  /** PROC-5: after each of its steps, an interrupted upload continues with the same record. */
  @Test
  @Order(5)
  void anInterruptedUploadContinues() throws Exception {
    for (int steps = 1; steps <= UploadSteps.COUNT; steps++) {
      Path plain = Files.writeString(temp.resolve("plain"), "file of step " + steps);
      String file = " --file " + plain;
      String record =
          UploadSteps.interruptedAfter(
              steps, day.identity("patient-2"), temp.resolve("visit.json"), doctor(), plain);
      CommandResult upload =
          day.done("patient upload " + temp.resolve("visit.json") + file + " --as patient-2");
      assertThat(upload.json().path("record").asString("")).as("step " + steps).isEqualTo(record);
      CommandResult proof =
          day.done("proof make " + record + " -o " + temp.resolve("p.json") + " --as patient-2");
      assertThat(proof.json().path("bytes").asLong(0)).isBetween(1L, 4096L);
    }
    assertThat(day.done("patient records --as patient-2").json().path("records"))
        .hasSize(UploadSteps.COUNT)
        .allSatisfy(each -> assertThat(each.path("state").asString("")).isEqualTo("valid"))
        .allSatisfy(each -> assertThat(each.path("file").asString("")).isEqualTo("placed"));
  }

  /** PROC-13: a hospital without a node has the file, whole and accepted. */
  @Test
  @Order(2)
  void aHospitalWithoutANodeHoldsTheFile() throws Exception {
    JsonNode file = day.done("hospital store --as clinic-1").json().path("files").path(0);
    assertThat(file.path("accepted").asBoolean(false)).isTrue();
    assertThat(file.path("pieces")).isEqualTo(file.path("pieces_in_all"));
    String record = file.path("record").asString("");
    new RecordStations(day)
        .aDamagedPieceIsFetchedAgain(record, day.identity("clinic-1").held().resolve("pieces"));
  }

  /** PROC-15: each access once, an emergency marked; the day itself has looked already. */
  @Test
  @Order(5)
  void whatOthersDidIsToldOnce() throws Exception {
    Files.delete(day.identity("patient-1").alerts());
    List<JsonNode> alerts = new ArrayList<>();
    day.done("patient alerts --as patient-1").json().path("alerts").forEach(alerts::add);
    assertThat(alerts)
        .extracting(each -> each.path("operation").asString(""))
        .contains("attest", "read", "hold");
    assertThat(alerts).filteredOn(each -> each.path("emergency").asBoolean(false)).hasSize(1);
    assertThat(day.done("patient alerts --as patient-1").json().path("alerts")).isEmpty();
    String record = alerts.get(0).path("record").asString("");
    day.done(
        "doctor read " + record + " --purpose BTG -o " + temp.resolve("btg") + " --as doctor-2");
    JsonNode news = day.done("patient alerts --follow --seconds 1 --as patient-1").json();
    assertThat(news.path("alerts")).hasSize(1);
    assertThat(news.path("alerts").path(0).path("emergency").asBoolean(false)).isTrue();
  }

  /** PROC-12, PROC-23: what records are about finds them; an interrupted search is paid once. */
  @Test
  @Order(5)
  void recordsAreFoundByWhatTheyAreAbout() throws Exception {
    new RecordStations(day).recordsAreFoundByWhatTheyAreAbout();
    new RecordStations(day).eachNodeCanBeAsked();
    new BillStations(day).anInterruptedSearchIsPaidOnce();
  }

  /** PROC-11: who looked, when and why, what was refused; what is allowed, and by whom. */
  @Test
  @Order(2)
  void theOwnerSeesWhoAskedAndWhatIsAllowed() throws Exception {
    new RecordStations(day).theOwnerSeesWhoAskedAndWhatIsAllowed();
  }

  /** PROC-20: what the day's trade leaves out. */
  @Test
  @Order(6)
  void aTradeThatComesToNothingCostsNothing() throws Exception {
    TradeStations stations = new TradeStations(day);
    stations.nothingIsLostWithoutASignature();
    stations.aSignedDealThatWaitsIsLeft();
    stations.whatIsOverIsNotListed();
  }

  /** FILE-12, PROC-9: holders accept, and answer the ledger's audits, without anybody's command. */
  @Test
  @Order(5)
  void hospitalsHoldAndProve() {
    new RecordStations(day).hospitalsHoldAndProve();
  }

  /** PROC-17: consents and reads, with their places on the ledger. */
  @Test
  @Order(5)
  void consentsAndReadsAreTakenAlong() throws Exception {
    new ExportStations(day).consentsAndReadsAreTakenAlong();
  }

  /** PROC-16, REG-6: who changed or lost its key keeps what it has, and opens it. */
  @Test
  @Order(6)
  void anotherKeyIsTheSameParticipant() throws Exception {
    new KeyChangeStations(day).anotherKeyIsTheSameParticipant();
  }

  /** GAME-7, PRIV-10, PROC-9, PROC-18: what is erased, by whom. TRA-3: what comes back. */
  @Test
  @Order(6)
  void recordsAreErasedAndReturned() throws Exception {
    new SearchStations(day).anIndexOutlivesItsAccidents();
    ErasureStations stations = new ErasureStations(day);
    stations.anUploadIsEnteredInTheIndexLater();
    stations.theOwnerErasesRecords();
    stations.aDeadNodeIsNamedUntilItHasDeleted();
    stations.aHospitalWithoutANodeIsListedAndDeletes();
    stations.whoLeavesLeavesNothingToRead();
    stations.anUploadThatIsReturnedIsInNoBlock();
  }

  /** REG-7: keys of the center's making sign like others, and all is said. */
  @Test
  @Order(6)
  void theCenterMakesKeysForWhoAsks() throws Exception {
    new KeyChangeStations(day).theCenterMakesKeysForWhoAsks();
  }

  /** CON-31, CLUSTER-25, CA-12: what the center orders about participants. */
  @Test
  @Order(6)
  void theCenterAppointsAGuardianAndReplacesNoKeyBlindly() throws Exception {
    String child = day.identity("patient-2").card().key().value().toHex();
    new KeyChangeStations(day)
        .aGuardianActsForAMinor(child, day.identity("guardian-1").card().key().value().toHex());
    new KeyChangeStations(day).aKeyThatNobodyHasProvedReplacesNone(child);
  }

  private PublicKey doctor() throws Exception {
    return day.identity("doctor-1").card().key();
  }

  /** PROC-7: with any byte changed, or another center's key, nothing is proved. */
  @Test
  @Order(6)
  void aChangedProofProvesNothing() throws Exception {
    RecordProof proof = ProofFile.read(temp.resolve("p.json"));
    ProofVerifier verifier = new ProofVerifier(centerKey(), new Ed25519());
    assertThat(verifier.flawIn(proof)).isEmpty();
    assertThat(new ProofVerifier(doctor(), new Ed25519()).flawIn(proof))
        .contains("the center with this key did not sign this genesis");
    byte[] bytes = proof.encoded().toArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      assertThat(flaw(verifier, Bytes.of(bytes))).as("byte " + i).isPresent();
      bytes[i] ^= 1;
    }
  }

  private PublicKey centerKey() throws IOException {
    return new PublicKey(Bytes.fromHex(Files.readString(day.cluster().centerKeyFile()).strip()));
  }

  private static Optional<String> flaw(ProofVerifier verifier, Bytes bytes) {
    try {
      return verifier.flawIn(Decoder.decode(bytes, RecordProof.CODEC::decode));
    } catch (MalformedInput e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** PROC-4: one node less is no obstacle; without a cluster it is said so. */
  @Test
  @Order(7)
  void oneNodeMayBeAwayAndNotAllOfThem() throws Exception {
    List<LocalCluster.ClusterMember> members = day.processes().cluster().members();
    day.processes().kill(members.get(2));
    day.done("points redeem 1 --as patient-2");
    day.processes().killAtOnce(members);
    CommandResult result = day.run("points show --as patient-2");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.json().path("reason").asString("")).contains("can be reached");
  }
}
