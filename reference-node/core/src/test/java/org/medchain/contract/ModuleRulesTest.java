package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.CoreClasses;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Table;

/** CON-25: the engine knows no module, a module only those before it; its tables are its own. */
class ModuleRulesTest {
  private static final String ROOT = "org.medchain.contract";
  private static final JavaClasses CONTRACT = CoreClasses.read("org.medchain.contract");

  /** Packages from the bottom: the engine, the modules in their order, the list and its users. */
  private static List<String> order() {
    List<String> packages = new ArrayList<>(List.of(ROOT + ".engine"));
    for (ContractModule each : MedicalModules.REGISTRY.modules()) {
      packages.add(each.getClass().getPackageName());
    }
    packages.add(ROOT);
    return packages;
  }

  @Example
  void everyPackageIsTheEngineAModuleOrTheList() {
    for (JavaClass each : CONTRACT) {
      assertThat(order()).contains(each.getPackageName());
    }
    assertThat(order()).doesNotHaveDuplicates();
  }

  @Example
  void modulesUseThoseBeforeThemAlone() {
    assertThat(upwards(order())).isEmpty();
  }

  /** The rule finds something: in the other direction nearly all is wrong. */
  @Example
  void theOtherOrderIsWrong() {
    assertThat(upwards(order().reversed())).hasSizeGreaterThan(100);
  }

  private static List<String> upwards(List<String> order) {
    List<String> found = new ArrayList<>();
    for (JavaClass each : CONTRACT) {
      int own = order.indexOf(each.getPackageName());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        if (order.indexOf(dependency.getTargetClass().getPackageName()) > own) {
          found.add(dependency.getDescription());
        }
      }
    }
    return found;
  }

  /** No module writes another's table, because it does not see it. */
  @Example
  void tablesAreSeenByTheirModuleAlone() {
    int tables = 0;
    for (JavaClass each : CONTRACT) {
      for (JavaField field : each.getFields()) {
        if (field.getRawType().isEquivalentTo(Table.class)) {
          tables++;
          assertThat(field.getModifiers())
              .as(field.getFullName())
              .doesNotContain(JavaModifier.PUBLIC, JavaModifier.PROTECTED)
              .contains(JavaModifier.STATIC, JavaModifier.FINAL);
        }
      }
    }
    assertThat(tables).isGreaterThan(20);
  }
}
