package org.medchain.day.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.consent.Purpose;
import org.medchain.data.Hash;
import org.medchain.day.demo.DayCluster;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import org.medchain.day.privacy.ReadingAttempt.Attempted;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.keys.KeyRequest;
import tools.jackson.databind.JsonNode;

/**
 * Commands on a cluster, the records that they upload, and who tries to read these meanwhile.
 *
 * @param people and the cluster that runs
 * @param background in which nodes are asked: they let who may not connect any more wait
 * @param copy of what nodes and holders have had
 * @param markers that were uploaded, in their order
 * @param attempts to read
 */
record MarkerDay(
    DayCluster people,
    ExecutorService background,
    NodeCopy copy,
    List<MarkerRecord> markers,
    List<OnlineAttempt> attempts) {
  /**
   * What was asked of nodes in a party's name.
   *
   * @param what had happened before
   * @param party its identity
   * @param admitted whether nodes talk to its key
   * @param future what came of it
   */
  record OnlineAttempt(String what, String party, boolean admitted, Future<Attempted> future) {}

  /** One of which nothing has happened. */
  MarkerDay(DayCluster people, ExecutorService background) {
    this(people, background, new NodeCopy(), new ArrayList<>(), new ArrayList<>());
  }

  JsonNode answer(String line) {
    return people.answer(line);
  }

  CommandResult done(String line) {
    return people.done(line);
  }

  ClusterFolder cluster() {
    return people.cluster();
  }

  Path folder() {
    return people.folder();
  }

  ParticipantFolder identity(String name) throws IOException {
    return people.identity(name);
  }

  /** The public key of an identity, in digits. */
  String key(String name) throws IOException, UserInputException {
    return identity(name).card().key().value().toHex();
  }

  /** Lets others read all records. */
  void grant(String to, Purpose purpose, String until, String owner) {
    String terms = " --purpose " + purpose + " --until " + until + " --as " + owner;
    done("patient grant --all --to " + to + terms);
  }

  /** A copy of an identity as it is now. */
  ParticipantFolder keep(String name) throws IOException, UserInputException {
    Path from = identity(name).folder();
    Path to = folder().resolve("kept").resolve(markers.size() + "-" + name);
    for (Path each : PlantedMarkers.files(from)) {
      Path target = to.resolve(from.relativize(each));
      Files.createDirectories(target.getParent());
      Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (String each : List.of("records", "work")) { // may be empty
      Files.createDirectories(to.resolve(each));
    }
    return new ParticipantFolder(to);
  }

  /** A record that no other one is like. */
  MarkerRecord upload(String owner) throws IOException, UserInputException {
    int number = markers.size();
    Path visit = folder().resolve("visit.json");
    Files.writeString(visit, MarkerRecord.visit(number, "doctor:author"));
    Path plain = Files.writeString(folder().resolve("plain"), MarkerRecord.file(number));
    String line = "patient upload " + visit + " --file " + plain + " --as " + owner;
    String id = answer(line).path("record").asString("");
    MarkerRecord made = MarkerRecord.of(number, identity(owner), Hash.fromHex(id));
    markers.add(made);
    copy.keep(cluster());
    return made;
  }

  ReadingAttempt reading(ParticipantFolder party, String owner, MarkerRecord marker)
      throws IOException, UserInputException {
    return new ReadingAttempt(party, identity(owner).card().participant(), marker, folder());
  }

  /**
   * Has a party try to read.
   *
   * @param what has happened before
   * @param purposes to read for
   * @param before a read that was allowed before
   * @param search whether it tries to find the record too
   * @param admitted whether nodes talk to its key
   */
  void attempt(
      String what,
      ReadingAttempt reading,
      Predicate<Purpose> purposes,
      Optional<KeyRequest> before,
      boolean search,
      boolean admitted) {
    List<Purpose> all = Arrays.stream(Purpose.values()).filter(purposes).toList();
    Future<Attempted> future = background.submit(() -> reading.made(all, before, search));
    attempts.add(new OnlineAttempt(what, reading.party().name(), admitted, future));
  }

  /** Commands of an identity wait for its session. */
  void awaitAttemptsOf(String party) throws Exception {
    for (OnlineAttempt each : attempts) {
      if (each.party().equals(party)) {
        each.future().get();
      }
    }
  }
}
