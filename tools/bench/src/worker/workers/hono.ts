/** Hono with one route: the least that a Worker of the edge's kind can be. */
import { Hono } from 'hono'

const app: Hono = new Hono()
app.get('*', (c) => c.text('ok'))

export default app
