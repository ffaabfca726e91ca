// aedes over WebSocket on a port of 127.0.0.1 that the system chooses, with TLS if it is given the files of a
// certificate and its key; it prints the port. What aedes writes in pieces comes in frames of their own, so packets are
// split over frames.
const fs = require('fs')
const [certificate, key] = process.argv.slice(2)
const web = certificate === undefined ? require('http').createServer()
  : require('https').createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) })
const aedes = require('aedes')()
const ws = require('ws')

const sockets = new ws.WebSocketServer({ server: web, handleProtocols: offered => offered.has('mqtt') && 'mqtt' })
sockets.on('connection', socket => aedes.handle(ws.createWebSocketStream(socket)))
web.listen(0, '127.0.0.1', () => console.log('listening at ' + web.address().port))
