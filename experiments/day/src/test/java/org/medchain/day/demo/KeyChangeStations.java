package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.medchain.data.KeyPair;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import tools.jackson.databind.JsonNode;

/**
 * A participant changes its key and loses it; a child has a guardian: stations of {@link
 * DemoDayTest}.
 */
record KeyChangeStations(DayCluster day) {
  private static final String TO_DOCTORS = " --to role:doctor --purpose HRESCH";

  private void readsIts(String record, String name) throws IOException {
    Path read = day.folder().resolve("own-" + name);
    day.done("patient read " + record + " -o " + read + " --as " + name);
    assertThat(Files.readString(read)).isEqualTo("file of patient-3");
  }

  private void othersRead(String record, String name) throws IOException {
    String research = record + " --purpose HRESCH ";
    String until = " --until 2999-01-01 --as ";
    day.done("patient grant " + research + "--to doctor:doctor-2" + until + name);
    Path read = day.folder().resolve("of-" + name);
    day.done("doctor read " + research + "-o " + read + " --as doctor-2");
    assertThat(Files.readString(read)).isEqualTo("file of patient-3");
    day.done("patient revoke " + research + "--from doctor:doctor-2 --as " + name);
  }

  /** PROC-16, REG-6: first with the old key at hand, then without anything of it. */
  void anotherKeyIsTheSameParticipant() throws IOException {
    Path plain = Files.writeString(day.folder().resolve("plain-3"), "file of patient-3");
    String first = day.done("patient register --as patient-3").json().path("key").asString("");
    String upload = "patient upload " + day.folder().resolve("visit.json") + " --file " + plain;
    String record = day.done(upload + " --as patient-3").json().path("record").asString("");
    day.done("patient grant --type imaging" + TO_DOCTORS + " --until 2999-01-01 --as patient-3");
    long points = day.points("patient-3");

    CommandResult changed = day.done("patient register --as patient-3b --replaces patient-3");
    assertThat(changed.json().path("participant").asString("")).isEqualTo(first);
    assertThat(changed.json().path("moved_records").asInt(0)).isEqualTo(1);
    assertThat(changed.json().path("type_consents").asInt(0)).isEqualTo(1);
    assertThat(changed.json().path("earlier_type_consents").asInt(-1)).isZero();
    CommandResult old = day.run("points show --as patient-3");
    assertThat(old.code()).isNotZero();
    assertThat(old.json().path("reason").asString("")).containsAnyOf("revoked", "admits this key");
    assertThat(day.points("patient-3b")).isEqualTo(points);
    assertThat(day.done("patient records --as patient-3b").json().path("records")).hasSize(1);
    readsIts(record, "patient-3b");
    othersRead(record, "patient-3b");
    day.done(
        "proof make " + record + " -o " + day.folder().resolve("p3.json") + " --as patient-3b");
    day.done("patient register --as patient-3b --replaces patient-3");
    typesHaveOtherNames(upload, record);

    deleteAll("patient-3", "patient-3b");
    day.done("patient register --as patient-3c --replaces " + first);
    assertThat(day.points("patient-3c")).isGreaterThan(points); // a reader paid
    readsIts(record, "patient-3c");
    othersRead(record, "patient-3c");
  }

  /** PRIV-11, PROC-11: consent by type is for the records of both names. */
  private void typesHaveOtherNames(String upload, String before) throws IOException {
    Path plain = Files.writeString(day.folder().resolve("plain-3b"), "another file of patient-3");
    String line = upload.replaceAll("--file .*", "--file " + plain) + " --as patient-3b";
    String after = day.done(line).json().path("record").asString("");
    List<String> names = new ArrayList<>();
    for (JsonNode each :
        day.done("patient records --type imaging --as patient-3b").json().path("records")) {
      assertThat(each.path("type").asString("")).isEqualTo("imaging");
      names.add(each.path("record").asString("") + " " + each.path("sealed_type").asString(""));
    }
    assertThat(names).hasSize(2).anyMatch(each -> each.startsWith(before));
    assertThat(names.get(0).substring(64)).isNotEqualTo(names.get(1).substring(64));
    String read = " --purpose HRESCH --as doctor-2 -o " + day.folder().resolve("of-type-");
    for (String each : List.of(before, after)) {
      day.done("doctor read " + each + read + each.substring(0, 8));
    }
    String from = TO_DOCTORS.replace("--to", "--from");
    day.done("patient revoke --type imaging" + from + " --as patient-3b");
    for (String each : List.of(before, after)) {
      assertThat(day.refused("doctor read " + each + read, 1)).contains("no consent");
    }
  }

  /** REG-7: after an interruption too; with the copy at the center, which is said. */
  void theCenterMakesKeysForWhoAsks() throws IOException {
    Path own = day.folder().resolve("identities").resolve("escrowed-1");
    KeyPair recipient = Identity.generateLedgerKeys(new SecureRandom());
    Files.createDirectories(own);
    CredentialFiles.writeLedgerKeys(
        own.resolve("recipient"), recipient, new char[0], new SecureRandom());
    String register = "patient register --as escrowed-1";
    assertThat(day.run(register).json().path("reason").asString(""))
        .contains("--keys-by-center continues");
    JsonNode made = day.done(register + " --keys-by-center").json();
    assertThat(made.path("escrow").asBoolean(false)).isTrue();
    assertThat(own.resolve("recipient")).doesNotExist();
    KeyPair keys = CredentialFiles.readLedgerKeys(own.resolve("keys"), new char[0]);
    assertThat(keys.publicKey().value().toHex()).isEqualTo(made.path("key").asString(""));
    Path copy =
        day.folder()
            .resolve("cluster/center/escrow")
            .resolve(recipient.publicKey().value().toHex());
    assertThat(CredentialFiles.readLedgerKeys(copy, new char[0])).isEqualTo(keys);

    day.done("points redeem 1 --as escrowed-1");
    for (String again : List.of(register, register + " --keys-by-center")) {
      assertThat(day.done(again).json().path("key")).isEqualTo(made.path("key"));
    }
    CommandResult here = day.run("patient register --as patient-1 --keys-by-center");
    assertThat(here.code()).isEqualTo(2);
    assertThat(here.json().path("reason").asString("")).contains("made here already");
    assertThat(day.done("patient register --as patient-1").json().path("escrow").asBoolean(true))
        .isFalse();
  }

  private void deleteAll(String... names) throws IOException {
    for (String name : names) {
      try (Stream<Path> files = Files.walk(day.folder().resolve("identities").resolve(name))) {
        for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** CON-31: whom the center appoints acts for the child, which cannot end it. */
  void aGuardianActsForAMinor(String child, String guardian) {
    String order = "center guardian --of " + child + " --to " + guardian;
    CommandResult appointed = day.run(order + " --until 2999-01-01");
    assertThat(appointed.code()).as(appointed.err()).isZero();
    assertThat(appointed.out()).contains(" acts for ", " until 2999-01-01");
    day.done("patient log --for " + child + " --as guardian-1");
    assertThat(day.refused("patient delegate --to guardian-1 --end --as patient-2", 1))
        .isNotEmpty();
    assertThat(day.run(order + " --until 1999-01-01").code()).isEqualTo(1);
    assertThat(day.run(order + " --end").code()).isZero();
    assertThat(day.run(order + " --end").code()).isEqualTo(1);
    assertThat(day.refused("patient log --for " + child + " --as guardian-1", 1)).isNotEmpty();
    theChildIsTold(guardian);
    supervisionSees(child, guardian);
  }

  /** PROC-15: once, of what succeeded, with who it is and until when. */
  private void theChildIsTold(String guardian) {
    List<String> told = new ArrayList<>();
    for (JsonNode each : day.done("patient alerts --as patient-2").json().path("alerts")) {
      if (each.path("delegate").asString("").equals(guardian)) {
        String until = each.path("until").asString("now");
        told.add(each.path("operation").asString("") + " until " + until);
      }
    }
    assertThat(told)
        .containsExactly("appoint delegate until 2999-01-01T00:00:00Z", "end delegation until now");
    assertThat(day.done("patient alerts --as patient-2").json().path("alerts"))
        .noneMatch(each -> each.has("delegate"));
  }

  /** CLUSTER-25: of all, and of one. */
  private void supervisionSees(String child, String guardian) {
    for (String of : List.of("", " --key " + child, " --key " + guardian)) {
      CommandResult seen = day.run("center supervise" + of);
      assertThat(seen.code()).as(seen.err()).isZero();
      assertThat(seen.out().lines().filter(line -> line.startsWith("guardian, ")))
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains(": " + guardian + " acts for " + child + " until ");
    }
  }

  /** CA-12: nobody has proved to have that key. */
  void aKeyThatNobodyHasProvedReplacesNone(String participant) {
    CommandResult refused =
        day.run("center replace-key --key " + participant + " --successor " + "ab".repeat(32));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("has no certificate");
  }
}
