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
 * CON-7 to CON-13, CON-23, CON-29 to CON-40, GAME-1 to GAME-9: a participant that loses a right
 * loses it in every module. Rows are the operations of the registry and the effects for a party
 * without its order, columns the ways to lose a right, and every cell is played: it could be done
 * right before.
 *
 * <p>A cell has the result: the outcome of the order, the answer of the read, or what happened
 * ({@link LostRightsThing#SHORT} has the shorter words). It is as before if the cell names a
 * requirement, which says so, or has {@code =}, since nothing of it depends on the lost right. A
 * dash: there is no such way; the center has no other, and nobody leaves twice.
 *
 * <p>A new operation needs a row, at least, and a new way a column.
 */
class LostRightsTest {
  private static final String OF_WHO_ACTS =
      """
      lost                  | key      old_key  new_key  frozen   left     settled  gone     false
      register              | -        -        -        -        -        -        =        =
      balance               | revoked  revoked  CON-32   GAME-8   left     left     =        =
      revoke certificates   | -        -        -        -        -        -        =        =
      replace key           | -        -        -        -        -        -        =        =
      change members        | -        -        -        -        -        -        =        =
      freeze                | -        -        -        -        -        -        =        =
      thaw                  | -        -        -        -        -        -        =        =
      change rules          | -        -        -        -        -        -        =        =
      buy level             | revoked  revoked  CON-32   frozen   left     left     =        =
      redeem                | revoked  revoked  CON-32   frozen   left     left     =        =
      pay voucher           | -        -        -        -        -        -        =        =
      leave                 | revoked  revoked  CON-32   GAME-8   left     left     =        =
      settle                | revoked  revoked  CON-32   GAME-8   left     left     =        =
      opaque                | revoked  revoked  CON-32   GAME-8   left     left     =        =
      upload                | revoked  revoked  CON-32   GAME-8   left     left     left     =
      attest                | revoked  revoked  CON-32   frozen   left     left     gone     false
      judge                 | -        -        -        -        -        -        CON-9    false
      vote                  | revoked  revoked  CON-32   GAME-8   left     left     GAME-2   no_vote
      evaluate              | revoked  revoked  CON-32   GAME-8   left     left     GAME-3   false
      set trap              | -        -        -        -        -        -        =        =
      reveal trap           | -        -        -        -        -        -        =        =
      issue directive: owner| revoked  revoked  CON-32   GAME-8   left     left     left     false
      issue directive       | revoked  revoked  CON-32   frozen   left     left     gone     false
      revoke directive: own | revoked  revoked  CON-32   GAME-8   left     left     left     CON-30
      revoke directive      | revoked  revoked  CON-32   frozen   left     left     gone     CON-30
      appoint delegate      | revoked  revoked  CON-32   GAME-8   left     left     left     =
      end delegation: owner | revoked  revoked  CON-32   GAME-8   left     left     left     =
      end delegation        | revoked  revoked  CON-32   GAME-8   left     left     CON-31   =
      read: owner           | revoked  revoked  CON-32   GAME-8   left     left     left     false
      read: delegate        | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: author          | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: buyer           | revoked  revoked  CON-32   frozen   left     left     CON-8    false
      read: directive       | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: by a delegate's | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: for a price     | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: its role's      | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: emergency       | revoked  revoked  CON-32   frozen   left     left     gone     false
      read: verifier        | revoked  revoked  CON-32   frozen   left     left     gone     false
      quote                 | revoked  revoked  CON-32   GAME-8   left     left     CON-20   false
      entrust               | revoked  revoked  CON-32   GAME-8   left     left     left     false
      hold                  | revoked  revoked  CON-32   GAME-8   left     left     no_file  GAME-4
      prove                 | revoked  revoked  CON-32   GAME-8   left     left     no_file  unpaid
      release: owner        | revoked  revoked  CON-32   GAME-8   left     left     left     GAME-4
      release               | revoked  revoked  CON-32   GAME-8   left     left     GAME-4   GAME-4
      claim missed          | revoked  revoked  CON-32   GAME-8   left     left     spared   GAME-4
      offer                 | revoked  revoked  CON-32   GAME-8   left     left     denied   false
      demand                | revoked  revoked  CON-32   frozen   left     left     =        =
      withdraw: demander    | revoked  revoked  CON-32   GAME-8   left     left     CON-13   CON-13
      withdraw              | revoked  revoked  CON-32   GAME-8   left     left     CON-13   CON-13
      request data          | revoked  revoked  CON-32   GAME-8   left     left     =        =
      end request           | revoked  revoked  CON-32   GAME-8   left     left     CON-40   =
      draft deal            | revoked  revoked  CON-32   frozen   left     left     CON-38   CON-38
      sign deal             | revoked  revoked  CON-32   GAME-8   left     left     waits    waits
      end deal: provider    | revoked  revoked  CON-32   GAME-8   left     left     CON-40   CON-40
      end deal              | revoked  revoked  CON-32   GAME-8   left     left     CON-40   CON-40
      update index          | revoked  revoked  CON-32   GAME-8   left     left     left     =
      clear index           | revoked  revoked  CON-32   GAME-8   left     left     left     =
      delegate search       | revoked  revoked  CON-32   GAME-8   left     left     left     =
      end search delegation | revoked  revoked  CON-32   GAME-8   left     left     CON-35   =
      bill search           | revoked  revoked  CON-32   frozen   left     left     gone     CON-36
      sells                 | waits    CON-32   CON-32   GAME-8   back     back     waits    waits
      buys                  | back     CON-32   CON-32   GAME-8   back     back     waits    waits
      is left by its buyer  | CON-13   CON-32   CON-32   GAME-8   no_offer no_offer CON-13   CON-13
      is demanded of        | unknown  CON-32   CON-32   GAME-8   no_offer no_offer waits    waits
      is drawn a deal       | unknown  CON-32   CON-32   GAME-8   no_offer no_offer CON-38   CON-38
      is signed a deal      | unknown  CON-32   CON-32   frozen   no_deal  no_deal  waits    waits
      is declined           | CON-40   CON-32   CON-32   GAME-8   no_deal  no_deal  CON-40   CON-40
      earns by a sale       | CON-12   CON-32   CON-32   GAME-8   unpaid   unpaid   unpaid   unpaid
      earns by a read       | CON-7    CON-32   CON-32   GAME-8   unpaid   unpaid   unpaid   unpaid
      earns by a record     | GAME-1   CON-32   CON-32   GAME-8   GAME-7   unpaid   GAME-7   =
      earns by a vote       | GAME-2   CON-32   CON-32   GAME-8   GAME-7   unpaid   GAME-2   =
      is drawn              | undrawn  CON-32   CON-32   GAME-8   undrawn  undrawn  =        =
      allows                | denied   CON-32   CON-32   denied   denied   denied   gone     false
      holds                 | GAME-4   CON-32   CON-32   GAME-8   GAME-4   GAME-4   no_file  GAME-4
      is charged            | GAME-4   CON-32   CON-32   GAME-8   spared   spared   spared   GAME-4
      is answered           | no       CON-32   CON-32   GAME-8   no       no       gone     CON-36
      is paid a voucher     | GAME-6   CON-32   CON-32   GAME-8   GAME-6   GAME-6   =        =
      is settled            | GAME-7   -        -        frozen   -        -        =        =
      """;

  private static final String OF_CONSENT =
      """
      lost                  | released deleg.   ...over  direct.  ...over  level    decided  late
      register              | =        =        =        =        =        =        =        =
      balance               | =        =        =        =        =        =        =        =
      revoke certificates   | =        =        =        =        =        =        =        =
      replace key           | =        =        =        =        =        =        =        =
      change members        | =        =        =        =        =        =        =        =
      freeze                | =        =        =        =        =        =        =        =
      thaw                  | =        =        =        =        =        =        =        =
      change rules          | =        =        =        =        =        =        =        =
      buy level             | =        =        =        =        =        GAME-5   =        =
      redeem                | =        =        =        =        =        =        =        =
      pay voucher           | =        =        =        =        =        =        =        =
      leave                 | =        =        =        =        =        =        =        =
      settle                | =        =        =        =        =        =        =        =
      opaque                | =        =        =        =        =        =        =        =
      upload                | =        =        =        =        =        =        =        =
      attest                | =        =        =        =        =        =        =        =
      judge                 | =        =        =        =        =        =        =        =
      vote                  | =        =        =        =        =        =        no_vote  no_vote
      evaluate              | GAME-3   =        =        GAME-3   GAME-3   =        =        =
      set trap              | =        =        =        =        =        =        =        =
      reveal trap           | =        =        =        =        =        =        =        =
      issue directive: owner| =        =        =        =        =        =        =        =
      issue directive       | =        no       no       =        =        =        =        =
      revoke directive: own | =        =        =        none     CON-30   =        =        =
      revoke directive      | =        no       no       none     CON-30   =        =        =
      appoint delegate      | =        =        =        =        =        =        =        =
      end delegation: owner | =        none     CON-31   =        =        =        =        =
      end delegation        | =        none     CON-31   =        =        =        =        =
      read: owner           | =        =        =        CON-31   CON-31   =        =        =
      read: delegate        | =        denied   denied   CON-31   CON-31   =        =        =
      read: author          | =        =        =        CON-31   CON-31   =        =        =
      read: buyer           | CON-8    =        =        CON-8    CON-8    =        =        =
      read: directive       | =        =        =        denied   expired  =        =        =
      read: by a delegate's | =        denied   denied   denied   expired  =        =        =
      read: for a price     | =        =        =        denied   expired  for_8    =        =
      read: its role's      | =        =        =        denied   expired  =        =        =
      read: emergency       | =        CON-33   CON-33   CON-33   CON-33   =        =        =
      read: verifier        | =        =        =        GAME-1   GAME-1   =        denied   pending
      quote                 | =        =        =        =        =        =        =        =
      entrust               | GAME-4   =        =        =        =        =        =        =
      hold                  | no_file  =        =        =        =        =        =        =
      prove                 | no_file  =        =        =        =        =        =        =
      release: owner        | no_file  =        =        =        =        =        =        =
      release               | no_file  =        =        =        =        =        =        =
      claim missed          | no_file  =        =        =        =        =        =        =
      offer                 | =        =        =        denied   denied   =        =        =
      demand                | =        =        =        =        =        =        =        =
      withdraw: demander    | =        =        =        CON-13   CON-13   =        =        =
      withdraw              | =        =        =        CON-13   CON-13   =        =        =
      request data          | =        =        =        =        =        =        =        =
      end request           | =        =        =        =        =        =        =        =
      draft deal            | =        =        =        CON-38   CON-38   =        =        =
      sign deal             | =        =        =        waits    waits    =        =        =
      end deal: provider    | =        =        =        CON-40   CON-40   =        =        =
      end deal              | =        =        =        CON-40   CON-40   =        =        =
      update index          | =        =        =        =        =        =        =        =
      clear index           | =        =        =        =        =        =        =        =
      delegate search       | =        =        =        =        =        =        =        =
      end search delegation | =        =        =        =        =        =        =        =
      bill search           | =        =        =        =        =        CON-36   =        =
      sells                 | =        =        =        waits    waits    =        =        =
      buys                  | =        =        =        waits    waits    =        =        =
      is left by its buyer  | =        =        =        CON-13   CON-13   =        =        =
      is demanded of        | =        =        =        waits    waits    =        =        =
      is drawn a deal       | =        =        =        CON-38   CON-38   =        =        =
      is signed a deal      | =        =        =        waits    waits    =        =        =
      is declined           | =        =        =        CON-40   CON-40   =        =        =
      earns by a sale       | =        =        =        unpaid   unpaid   =        =        =
      earns by a read       | =        =        =        unpaid   unpaid   =        =        =
      earns by a record     | =        =        =        =        =        =        =        no_vote
      earns by a vote       | =        =        =        =        =        =        =        no_vote
      is drawn              | =        =        =        =        =        =        =        =
      allows                | =        denied   denied   denied   expired  =        =        =
      holds                 | no_file  =        =        GAME-4   GAME-4   =        =        =
      is charged            | no_file  =        =        =        =        =        =        =
      is answered           | =        =        =        =        =        =        =        =
      is paid a voucher     | =        =        =        =        =        =        =        =
      is settled            | =        =        =        =        =        =        =        =
      """;

  private static final String OF_MARKETS =
      """
      lost                  | offer    deal     request  ...over  search   ...over  rules    node     practice
      register              | =        =        =        =        =        =        =        =        =
      balance               | =        =        =        =        =        =        =        =        =
      revoke certificates   | =        =        =        =        =        =        =        =        =
      replace key           | =        =        =        =        =        =        =        =        =
      change members        | =        =        =        =        =        =        =        =        =
      freeze                | =        =        =        =        =        =        =        =        =
      thaw                  | =        =        =        =        =        =        =        =        =
      change rules          | =        =        =        =        =        =        =        =        =
      buy level             | =        =        =        =        =        =        no_level =        =
      redeem                | =        =        =        =        =        =        =        =        =
      pay voucher           | =        =        =        =        =        =        =        =        =
      leave                 | =        =        =        =        =        =        =        =        =
      settle                | =        =        =        =        =        =        =        =        =
      opaque                | =        =        =        =        =        =        =        =        =
      upload                | =        =        =        =        =        =        =        =        no_hosp
      attest                | =        =        =        =        =        =        =        =        CON-42
      judge                 | =        =        =        =        =        =        =        =        =
      vote                  | =        =        =        =        =        =        GAME-1   CON-18   =
      evaluate              | GAME-3   =        =        =        =        =        =        =        =
      set trap              | =        =        =        =        =        =        =        =        =
      reveal trap           | =        =        =        =        =        =        GAME-2   =        =
      issue directive: owner| =        =        =        =        =        =        =        =        =
      issue directive       | =        =        =        =        =        =        =        =        =
      revoke directive: own | =        =        =        =        =        =        =        =        =
      revoke directive      | =        =        =        =        =        =        =        =        =
      appoint delegate      | =        =        =        =        =        =        =        =        =
      end delegation: owner | =        =        =        =        =        =        =        =        =
      end delegation        | =        =        =        =        =        =        =        =        =
      read: owner           | =        =        =        =        =        =        =        =        =
      read: delegate        | =        =        =        =        =        =        =        =        =
      read: author          | =        =        =        =        =        =        =        =        CON-42
      read: buyer           | CON-8    =        =        =        =        =        =        =        =
      read: directive       | =        =        =        =        =        =        =        =        =
      read: by a delegate's | =        =        =        =        =        =        =        =        =
      read: for a price     | =        =        =        =        =        =        for_8    =        =
      read: its role's      | =        =        =        =        =        =        =        =        =
      read: emergency       | =        =        =        =        =        =        =        =        no_glass
      read: verifier        | =        =        =        =        =        =        GAME-1   =        =
      quote                 | =        =        =        =        =        =        =        =        =
      entrust               | =        =        =        =        =        =        =        =        =
      hold                  | =        =        =        =        =        =        =        CON-18   =
      prove                 | =        =        =        =        =        =        unpaid   CON-18   =
      release: owner        | =        =        =        =        =        =        =        =        =
      release               | =        =        =        =        =        =        =        =        =
      claim missed          | =        =        =        =        =        =        GAME-4   =        =
      offer                 | =        =        =        =        =        =        =        CON-18   =
      demand                | no_offer =        =        =        =        =        =        =        =
      withdraw: demander    | no_offer =        =        =        =        =        =        =        =
      withdraw              | no_offer =        =        =        =        =        =        =        =
      request data          | CON-37   CON-37   CON-37   passed   =        =        =        =        =
      end request           | CON-40   CON-40   no_req   CON-40   =        =        =        =        =
      draft deal            | no_offer CON-38   no_req   passed   =        =        =        =        =
      sign deal             | no_offer no_deal  no_deal  passed   =        =        =        =        =
      end deal: provider    | CON-40   no_deal  no_deal  CON-40   =        =        =        =        =
      end deal              | CON-40   no_deal  no_deal  CON-40   =        =        =        =        =
      update index          | =        =        =        =        CON-34   key_out  =        =        =
      clear index           | =        =        =        =        =        =        =        =        =
      delegate search       | =        =        =        =        CON-35   CON-35   =        =        =
      end search delegation | =        =        =        =        none     CON-35   =        =        =
      bill search           | =        =        =        =        no       no       =        =        =
      sells                 | back     =        =        =        =        =        =        CON-18   =
      buys                  | back     =        =        =        =        =        =        =        =
      is left by its buyer  | no_offer =        =        =        =        =        =        =        =
      is demanded of        | no_offer =        =        =        =        =        =        =        =
      is drawn a deal       | no_offer CON-38   no_req   passed   =        =        =        =        =
      is signed a deal      | no_offer no_deal  no_deal  passed   =        =        =        =        =
      is declined           | CON-40   no_deal  no_deal  CON-40   =        =        =        =        =
      earns by a sale       | no_offer =        =        =        =        =        =        =        =
      earns by a read       | =        =        =        =        =        =        =        =        =
      earns by a record     | =        =        =        =        =        =        GAME-1   =        =
      earns by a vote       | =        =        =        =        =        =        GAME-2   =        =
      is drawn              | =        =        =        =        =        =        undrawn  CON-18   undrawn
      allows                | =        =        =        =        =        =        =        =        =
      holds                 | =        =        =        =        =        =        GAME-4   CON-18   =
      is charged            | =        =        =        =        =        =        GAME-4   =        =
      is answered           | =        =        =        =        no       no       =        =        =
      is paid a voucher     | =        =        =        =        =        =        =        =        =
      is settled            | =        =        =        =        =        =        =        =        =
      """;

  private static final Pattern REQUIREMENT = Pattern.compile("[A-Z]+-\\d+");
  private static final String AS_BEFORE = "=";
  private static final String NO_SUCH_WAY = "-";

  /** The result of each thing before the loss. */
  private static final List<String> DONE =
      List.of("ok", "for_0", "for_4", "sold", "back", "paid", "drawn", "holds", "charged");

  private static final List<LostRightsThing> THINGS =
      Stream.of(LostRightsOrders.all(), LostRightsEffects.all()).flatMap(List::stream).toList();

  /** All cells of a row, that of the words over the columns included. */
  private static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : (OF_WHO_ACTS + OF_CONSENT + OF_MARKETS).lines().toList()) {
      String[] halves = line.split("\\|", 2);
      rows.computeIfAbsent(halves[0].strip(), any -> new ArrayList<>())
          .addAll(Arrays.asList(halves[1].strip().split(" +", -1)));
    }
    return rows;
  }

  @Example
  void everyOperationHasARowAndEveryWayAColumn() {
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
  void everyCellIsAsTheTableSays() {
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
