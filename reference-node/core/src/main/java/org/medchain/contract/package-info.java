/**
 * The medical system contract layer (paper §3.2.5): operations, their execution, and agreements
 * that trigger themselves. Each feature is a module in a separate package.
 *
 * <p>Reading order: {@code engine}, {@link org.medchain.contract.MedicalModules}, then the modules
 * in the order of that list. {@link org.medchain.contract.MedicalContract} executes blocks on the
 * state of {@link org.medchain.contract.Genesis}.
 */
package org.medchain.contract;
