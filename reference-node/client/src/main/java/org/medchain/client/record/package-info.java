/** How a record leaves its owner. */
package org.medchain.client.record;
