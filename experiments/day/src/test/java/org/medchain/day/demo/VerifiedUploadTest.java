package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import org.medchain.incentive.VerdictRules;
import tools.jackson.databind.JsonNode;

/** GAME-1, PROC-29: where verifiers decide, they see what they judge, and their votes count. */
@Tag("process")
class VerifiedUploadTest {
  /** Nodes are hospitals, and order no votes: the institutions are the quorum. */
  private static final int NODES = 4;

  private static final int QUORUM = 5;

  private static final VerdictRules RULES =
      new VerdictRules(NODES + QUORUM, QUORUM, 0, 10_000, 1, 1, 0, 0);

  @TempDir private static Path temp;

  private DayCluster day;

  private JsonNode done(String line) {
    return day.answer(line);
  }

  private String refused(String line) {
    CommandResult result = day.run(line);
    assertThat(result.code()).as(line + ": " + result.err()).isEqualTo(1);
    return result.out() + result.err();
  }

  private String state() {
    return done("patient records --as patient-1")
        .path("records")
        .path(0)
        .path("state")
        .asString("");
  }

  private static ClusterPlan verified(ClusterPlan plan) {
    ClusterPlan.TermsPlan terms = plan.terms();
    return plan.with(
        new ClusterPlan.TermsPlan(
            terms.rules().with(RULES), terms.participants(), terms.hospitals(), terms.metadata()));
  }

  @Test
  void verifiersReadAndVoteAndTheRecordBecomesValid() throws Exception {
    ClusterPlan plan = verified(ClusterPlan.of(NODES).withHospitals()).withClients(0);
    try (DayCluster running = DayCluster.up(temp, plan.withJvm(DayCluster.SHORT_LIVED))) {
      day = running;
      judged(uploaded());
    }
  }

  /** With too few verifiers nothing comes in; the same command continues later. */
  private String uploaded() throws Exception {
    Path plain = Files.writeString(temp.resolve("scan"), "a scan");
    Path visit = temp.resolve("visit.json");
    Files.writeString(
        visit,
        """
        {"doctor": "doctor:doctor-1", "type": "imaging", "description": "synthetic scan",
         "made": "2026-11-25T09:30:00Z"}
        """);
    done("patient register --as patient-1");
    done("institution register --as laboratory-1 --role laboratory"); // which is not drawn
    done("doctor register --as doctor-1 --hospital laboratory-1");
    String upload = "patient upload " + visit + " --file " + plain + " --as patient-1";
    assertThat(refused(upload)).contains("too few verifiers");
    for (int i = 1; i <= QUORUM; i++) {
      done("institution register --role research --as verifier-" + i);
    }
    String record = done(upload).path("record").asString("");
    assertThat(state()).isEqualTo("pending");
    return record;
  }

  private void judged(String record) {
    JsonNode due = done("verifier list --as verifier-1").path("records");
    assertThat(due).hasSize(1);
    assertThat(due.path(0).path("record").asString("")).isEqualTo(record);
    assertThat(refused("verifier list --as doctor-1")).contains("not shown");

    Path seen = temp.resolve("seen");
    done("verifier read " + record + " --out " + seen + " --as verifier-1");
    assertThat(seen).hasContent("a scan");

    String vote = "verifier vote " + record + " valid --as verifier-";
    for (int i = 1; i < QUORUM; i++) {
      assertThat(done(vote + i).path("decided").asBoolean(true)).isFalse();
    }
    assertThat(refused("verifier vote " + record + " false --as verifier-1"))
        .contains("already voted");
    assertThat(done("verifier list --as verifier-1").path("records")).isEmpty();
    assertThat(refused("center judge " + record + " --false")).contains("NOT_ALLOWED");
    assertThat(state()).isEqualTo("pending");
    assertThat(done(vote + QUORUM).path("decided").asBoolean(false)).isTrue();
    // It orders blocks that prove the verdict.
    assertThat(done("verifier list --as verifier-" + QUORUM).path("records")).isEmpty();
    assertThat(state()).isEqualTo("valid");
    assertThat(refused(vote + QUORUM)).contains("no verdict due");
    assertThat(done("points show --as verifier-1").path("points").asLong(0)).isEqualTo(101);
  }
}
