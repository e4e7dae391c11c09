package org.medchain.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URL;

/** The compiled classes of the contract layer, without its tests. */
final class ContractClasses {
  private ContractClasses() {}

  /** Those that lie where the list of modules lies. */
  static JavaClasses read() {
    URL main = MedicalModules.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter()
        .withImportOption(location -> location.contains(main.getPath()))
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
        .importPackages("org.medchain.contract");
  }

  /** Whether {@code type} is one, and can have values. */
  static boolean isValueOf(JavaClass type, Class<?> kind) {
    return type.isAssignableTo(kind) && !type.isInterface();
  }
}
