/** A hospital that holds files without a node: what it keeps, accepts and proves (GAME-4). */
package org.medchain.client.holding;
