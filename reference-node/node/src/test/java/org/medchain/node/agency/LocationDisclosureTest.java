package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.node.agency.ServiceProvisionNodeTest.NOW_MS;
import static org.medchain.node.agency.ServiceProvisionNodeTest.ask;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.ledger.LocationIndex;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** LIGHT-8: whether another's transaction exists is not told by where it is found, or when. */
class LocationDisclosureTest {
  private final TestLedger ledger = new TestLedger(4);

  private static <T> T noted(Class<T> type, T of, List<String> calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              calls.add(method.getName());
              return method.invoke(of, arguments);
            }));
  }

  /** LIGHT-8: no state is older than the entry that it is to judge. */
  @Example
  void theRightToReadIsJudgedByAStateThatHasWhatWasFound() throws RefusedException {
    Transaction upload = ledger.upload(1);
    ledger.order(upload);
    List<String> calls = new ArrayList<>();
    LedgerView view = noted(LedgerView.class, ledger.at(0), calls);
    LocationIndex places = noted(LocationIndex.class, ledger.at(0).locations(), calls);
    ServiceProvisionNode noting =
        new ServiceProvisionNode(view, places, () -> ledger.at(0).members(), () -> NOW_MS);
    LedgerQuery query = new LedgerQuery.LocateTransactionQuery(upload.id());
    assertThat(ask(noting, ledger.patient, PeerRole.ENTITY, query))
        .isInstanceOf(LedgerQueryResponse.LocationResponse.class);
    assertThat(calls.indexOf("currentState")).isGreaterThan(calls.indexOf("locateTransaction"));
  }

  /** LIGHT-8: an index may be ahead of the execution; whose a transaction is says its block. */
  @Example
  void whatIsFoundWithoutItsBlockIsNotShown() throws RefusedException {
    Transaction upload = ledger.upload(1);
    ledger.order(upload);
    ServiceProvisionNode behind =
        new ServiceProvisionNode(
            new TestLedger(4).at(0),
            ledger.at(0).locations(),
            () -> ledger.at(0).members(),
            () -> NOW_MS);
    LedgerQuery query = new LedgerQuery.LocateTransactionQuery(upload.id());
    assertThat(ask(behind, ledger.stranger, PeerRole.ENTITY, query))
        .isEqualTo(new LedgerQueryResponse.NotFoundResponse());
  }
}
