package org.medchain.contract.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import org.medchain.checkout.Repository;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.OperationType;

/**
 * CON-7, CON-8, CON-9, CON-12, CON-13, CON-18, CON-20, CON-30, CON-31, CON-32, CON-33, CON-34,
 * CON-35, CON-36, CON-37, CON-38, CON-40, CON-42, GAME-1, GAME-2, GAME-3, GAME-4, GAME-5, GAME-6,
 * GAME-7, GAME-8: who loses a right loses it in every module. Rows are the operations of the
 * registry and what is done for a party without its order, columns the ways to lose a right, and
 * every cell is played: it could be done right before.
 *
 * <p>A cell has the result: the outcome of the order, the answer of the read, or what happened
 * ({@link LostRightsThing#SHORT} has the shorter words). It is as before if the cell names a
 * requirement, which says so, or has {@code =}, since nothing of it depends on the lost right. A
 * dash: there is no such way; the center has no other, and nobody leaves twice.
 *
 * <p>A new operation needs a row, at least, and a new way a column.
 */
class LostRightsTest {
  /** Of who acts, of consent, and of markets. */
  private static final Path TABLES =
      Repository.file("reference-node/core/src/test/resources/golden/lost-rights.txt");

  private static final Pattern REQUIREMENT = Pattern.compile("[A-Z]+-\\d+");
  private static final String AS_BEFORE = "=";
  private static final String NO_SUCH_WAY = "-";

  /** The result of each thing before the loss. */
  private static final List<String> DONE =
      List.of("ok", "for_0", "for_4", "sold", "back", "paid", "drawn", "holds", "charged");

  private static final List<LostRightsThing> THINGS =
      Stream.of(LostRightsOrders.all(), LostRightsEffects.all()).flatMap(List::stream).toList();

  /** All cells of a row, that of the words over the columns included. */
  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(TABLES)) {
      if (line.isBlank()) {
        continue;
      }
      String[] halves = line.split("\\|", 2);
      rows.computeIfAbsent(halves[0].strip(), any -> new ArrayList<>())
          .addAll(Arrays.asList(halves[1].strip().split(" +", -1)));
    }
    return rows;
  }

  @Example
  void everyOperationHasARowAndEveryWayAColumn() throws IOException {
    assertThat(THINGS.stream().map(LostRightsThing::operation).toList())
        .as("a new operation needs a thing in LostRightsOrders, and its cells in the tables")
        .containsAll(
            MedicalModules.REGISTRY.types().stream().<String>map(OperationType::name).toList());
    Map<String, List<String>> rows = rows();
    List<String> names = new ArrayList<>(THINGS.stream().map(LostRightsThing::name).toList());
    names.addFirst("lost");
    assertThat(rows.keySet()).containsExactlyElementsOf(names);
    List<String> words = Arrays.stream(LostRightsWay.values()).map(LostRightsWay::word).toList();
    assertThat(rows.get("lost")).isEqualTo(words);
    assertThat(rows.values()).allMatch(row -> row.size() == words.size());
  }

  @Example
  void everyRequirementIsWrittenDown() throws IOException {
    StringBuilder pages = new StringBuilder();
    try (Stream<Path> files = Files.list(Repository.file("spec/requirements"))) {
      for (Path file : files.toList()) {
        pages.append(Files.readString(file));
      }
    }
    TreeSet<String> cited = new TreeSet<>();
    rows().values().forEach(cited::addAll);
    cited.removeIf(each -> !REQUIREMENT.matcher(each).matches());
    assertThat(cited).isNotEmpty().allMatch(each -> pages.indexOf("\n| " + each + " |") >= 0);
  }

  @Example
  void everyCellIsAsTheTableSays() throws IOException {
    Map<String, List<String>> rows = rows();
    List<String> wrong = new ArrayList<>();
    LostRightsWorld whole = new LostRightsWorld(LostRightsWay.KEY_REVOKED);
    int column = 0;
    for (LostRightsWay way : LostRightsWay.values()) {
      LostRightsWorld world = way.isByTime() ? new LostRightsWorld(way) : whole;
      for (Map.Entry<String, String> thing : played(world, way).entrySet()) {
        String told = rows.get(thing.getKey()).get(column);
        String expected = REQUIREMENT.matcher(told).matches() ? AS_BEFORE : told;
        if (!thing.getValue().equals(expected)) {
          wrong.add(thing.getKey() + ", " + way + ": " + thing.getValue() + ", not " + told);
        }
      }
      column++;
    }
    assertThat(wrong).isEmpty();
  }

  /** The result of each thing after a loss; the world is whole again afterwards. */
  private static Map<String, String> played(LostRightsWorld world, LostRightsWay way) {
    long whole = world.chain.contract().height();
    Map<String, String> before = new TreeMap<>();
    for (LostRightsThing each : THINGS) {
      before.put(each.name(), each.attempt().apply(world));
      assertThat(before.get(each.name())).as(each.name()).isIn(DONE);
      world.chain.revertTo(whole);
    }
    if (!way.isOfTheActor()) {
      LostRightsLosses.take(world, way);
    }
    long lost = world.chain.contract().height();
    Map<String, String> played = new TreeMap<>();
    for (LostRightsThing each : THINGS) {
      boolean taken = !way.isOfTheActor() || LostRightsLosses.take(world, way, each.actor());
      String after = each.attempt().apply(world);
      boolean same = after.equals(before.get(each.name()));
      String nothing = taken ? AS_BEFORE : NO_SUCH_WAY;
      played.put(each.name(), same ? nothing : after);
      world.renew(false);
      world.chain.revertTo(lost);
    }
    world.chain.revertTo(whole);
    return played;
  }
}
