/** What an operator sees: status, health, metrics, logs. */
package org.medchain.node.operations;
