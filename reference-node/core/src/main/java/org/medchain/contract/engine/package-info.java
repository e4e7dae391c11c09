/**
 * The engine of the contract layer: executes committed blocks with the operations of modules. It
 * knows no module.
 *
 * <p>Reading order: ContractModule, OperationType, Call, Result, Table, WorldState, ModuleRegistry,
 * TransactionExecution, BlockExecution.
 */
package org.medchain.contract.engine;
