/** The operator's view: status, health, metrics, logs. */
package org.medchain.node.operations;
