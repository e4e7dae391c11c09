package org.medchain.client.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.ConsentEvents.DirectiveIssued;
import org.medchain.contract.consent.ConsentEvents.DirectiveRevoked;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** PROC-17: each order that gave a consent is one, from there to its end. */
class ConsentTimelineTest {
  private static final PublicKey OWNER = key(1);
  private static final PublicKey DELEGATE = key(2);
  private static final DirectiveTerms TREAT = terms(OWNER, Purpose.TREAT);

  private final List<ProvenOrder> orders = new ArrayList<>();

  private static PublicKey key(int number) {
    byte[] bytes = new byte[PublicKey.SIZE];
    bytes[0] = (byte) number;
    return new PublicKey(Bytes.of(bytes));
  }

  private static DirectiveTerms terms(PublicKey owner, Purpose purpose) {
    return new DirectiveTerms(
        owner, new DirectiveScope.AllRecords(), new Grantee.AnyOf(Role.DOCTOR), purpose);
  }

  private LedgerPlace order(Event event) {
    int height = orders.size() + 1;
    LedgerPlace place =
        new LedgerPlace(height, 0, Hash.of(Bytes.utf8("order " + height)), 1000L * height);
    orders.add(new ProvenOrder(place, List.of(event)));
    return place;
  }

  private LedgerPlace give(DirectiveTerms terms, long untilMs) {
    return order(new DirectiveIssued(terms.id(), terms, untilMs, OWNER));
  }

  private LedgerPlace revoke(DirectiveTerms terms) {
    return order(new DirectiveRevoked(terms.id(), terms.owner(), OWNER));
  }

  private List<GivenConsent> consents(ConsentDirective... current) {
    Map<Hash, ConsentDirective> byId = new LinkedHashMap<>();
    for (ConsentDirective each : current) {
      byId.put(each.terms().id(), each);
    }
    return ConsentTimeline.of(OWNER, orders, byId);
  }

  @Test
  void oneInForceHasNoEnd() {
    LedgerPlace place = give(TREAT, 9000);
    GivenConsent only = consents(new ConsentDirective(TREAT, 9000, OWNER, 0)).get(0);
    assertThat(only.given()).contains(place);
    assertThat(only.end()).isEmpty();
    assertThat(only.isInForce(8999)).isTrue();
    assertThat(only.isInForce(9000)).as("its time is over").isFalse();
  }

  @Test
  void oneThatWasRevokedAndGivenAgainIsTwo() {
    LedgerPlace first = give(TREAT, 9000);
    LedgerPlace end = revoke(TREAT);
    LedgerPlace second = give(TREAT, 9000);
    List<GivenConsent> consents = consents(new ConsentDirective(TREAT, 9000, OWNER, 0));
    assertThat(places(consents)).containsExactly(first, second);
    assertThat(consents.get(0).end())
        .contains(new ConsentEnd(ConsentEnd.Cause.REVOKED, Optional.of(end)));
    assertThat(consents.get(0).isInForce(0)).isFalse();
    assertThat(consents.get(1).end()).isEmpty();
  }

  private static List<LedgerPlace> places(List<GivenConsent> consents) {
    return consents.stream().map(each -> each.given().orElseThrow()).toList();
  }

  @Test
  void anotherTimeReplacesTheFirst() {
    LedgerPlace first = give(TREAT, 9000);
    LedgerPlace second = give(TREAT, 5000);
    List<GivenConsent> consents = consents(new ConsentDirective(TREAT, 5000, OWNER, 0));
    assertThat(places(consents)).containsExactly(first, second);
    assertThat(consents.get(0).end())
        .contains(new ConsentEnd(ConsentEnd.Cause.REPLACED, Optional.of(second)));
  }

  /** Orders of a delegate are shown only to the delegate; the state is shown to both. */
  @Test
  void whatAnotherDidIsKnownByTheState() {
    give(TREAT, 9000);
    assertThat(consents())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.end())
                    .contains(new ConsentEnd(ConsentEnd.Cause.BY_ANOTHER, Optional.empty())));
    List<GivenConsent> replaced = consents(new ConsentDirective(TREAT, 9000, DELEGATE, 0));
    assertThat(replaced).hasSize(2);
    assertThat(replaced.get(0).end()).isPresent();
    assertThat(replaced.get(1).given()).isEmpty();
    assertThat(replaced.get(1).givenBy()).isEqualTo(DELEGATE);
    assertThat(replaced.get(1).isInForce(1)).isTrue();
  }

  @Test
  void ordersForAnotherOwnerAreNotAmongThem() {
    give(terms(DELEGATE, Purpose.TREAT), 9000);
    revoke(terms(DELEGATE, Purpose.TREAT));
    assertThat(consents()).isEmpty();
  }

  /** Against a count by hand, over drawn orders. */
  @Test
  void everyOrderThatGivesIsOneConsent() {
    Random random = new Random(17);
    for (int round = 0; round < 200; round++) {
      orders.clear();
      Map<Hash, ConsentDirective> state = new LinkedHashMap<>();
      int given = 0;
      for (int i = random.nextInt(30); i > 0; i--) {
        DirectiveTerms terms = terms(OWNER, random.nextBoolean() ? Purpose.TREAT : Purpose.HRESCH);
        if (random.nextInt(3) > 0) {
          long untilMs = 1000L + random.nextInt(3);
          state.put(terms.id(), new ConsentDirective(terms, untilMs, OWNER, 0));
          give(terms, untilMs);
          given++;
        } else if (state.remove(terms.id()) != null) {
          revoke(terms);
        }
      }
      List<GivenConsent> consents = ConsentTimeline.of(OWNER, orders, state);
      assertThat(consents).hasSize(given).doesNotHaveDuplicates();
      assertThat(consents).filteredOn(each -> each.end().isEmpty()).hasSize(state.size());
      assertThat(consents).allMatch(each -> each.given().isPresent());
    }
  }
}
