/** Trade: offers and data requests, proved and ranked (paper §4 (3)). */
package org.medchain.client.market;
