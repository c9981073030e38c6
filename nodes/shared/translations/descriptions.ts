import type { Translations } from './translation';

/** What the editor shows of the nodes and credentials. */
export const descriptions: Translations = {
	'<b>While building</b>, use the <b>test URL</b>: click "Execute step", then let {0} send an event to it.':
		{
			pt: '<b>Durante a montagem</b>, use a <b>URL de teste</b>: clique em "Execute step" e depois faça {0} enviar um evento para ela.',
			es: '<b>Mientras lo armas</b>, usa la <b>URL de prueba</b>: haz clic en "Execute step" y luego haz que {0} le envíe un evento.',
		},
	'A delivery has failed for good: nothing more follows by itself': {
		pt: 'Uma entrega falhou de vez: nada mais acontece por si',
		es: 'Una entrega falló del todo: nada más sigue por sí solo',
	},
	"A file beside n8n's own data, for one n8n process": {
		pt: 'Um arquivo junto aos dados do próprio n8n, para um só processo do n8n',
		es: 'Un archivo junto a los datos del propio n8n, para un solo proceso de n8n',
	},
	'A header that carries the token, for receivers that expect one': {
		pt: 'Um cabeçalho que leva o token, para destinatários que esperam um',
		es: 'Un encabezado que lleva el token, para destinatarios que esperan uno',
	},
	'A long random text that you choose. Gestão Online signs nothing: the URL it is given ends with this token, and a request without it is refused.':
		{
			pt: 'Um texto longo e aleatório que você escolhe. A Gestão Online não assina nada: a URL informada a ela termina com este token, e uma requisição sem ele é recusada.',
			es: 'Un texto largo y aleatorio que tú eliges. Gestão Online no firma nada: la URL que se le da termina con este token, y una solicitud sin él se rechaza.',
		},
	'A long random text that you choose. iSET signs nothing: each URL entered there ends with this token, and a request without it is refused.':
		{
			pt: 'Um texto longo e aleatório que você escolhe. A iSET não assina nada: cada URL informada lá termina com este token, e uma requisição sem ele é recusada.',
			es: 'Un texto largo y aleatorio que tú eliges. iSET no firma nada: cada URL ingresada allí termina con este token, y una solicitud sin él se rechaza.',
		},
	'A parameter of the URL that carries the token, for receivers that expect one': {
		pt: 'Um parâmetro da URL que leva o token, para destinatários que esperam um',
		es: 'Un parámetro de la URL que lleva el token, para destinatarios que esperan uno',
	},
	'A Postgres database, for queue mode and many processes': {
		pt: 'Um banco de dados Postgres, para o modo de fila e muitos processos',
		es: 'Una base de datos Postgres, para el modo de cola y muchos procesos',
	},
	'A receiver is subscribed once, by Subscription: Create in a workflow that is run by hand': {
		pt: 'Um destinatário é inscrito uma só vez, por Inscrição: Criar em um workflow executado à mão',
		es: 'Un destinatario se suscribe una sola vez, con Suscripción: Crear en un workflow que se ejecuta a mano',
	},
	'A subscription was switched off, by a person or by its failures': {
		pt: 'Uma inscrição foi desligada, por uma pessoa ou pelas falhas dela',
		es: 'Se apagó una suscripción, por una persona o por sus fallas',
	},
	'A subscription was switched on again': {
		pt: 'Uma inscrição foi ligada de novo',
		es: 'Se encendió de nuevo una suscripción',
	},
	'A trigger of this package refused a request; once a minute for each node and reason': {
		pt: 'Um gatilho deste pacote recusou uma requisição; uma vez por minuto para cada nó e motivo',
		es: 'Un trigger de este paquete rechazó una solicitud; una vez por minuto por cada nodo y motivo',
	},
	'A workflow that dispatches webhooks itself can start itself this way: choose the subscriptions it listens to, and dispatch to others.':
		{
			pt: 'Um workflow que dispara webhooks pode assim iniciar a si mesmo: escolha as inscrições que ele acompanha e dispare para outras.',
			es: 'Un workflow que envía webhooks puede así iniciarse a sí mismo: elige las suscripciones que escucha y envía a otras.',
		},
	'Add Field': { pt: 'Adicionar campo', es: 'Agregar campo' },
	'Add Filter': { pt: 'Adicionar filtro', es: 'Agregar filtro' },
	'Add option': { pt: 'Adicionar opção', es: 'Agregar opción' },
	'Additional Fields': { pt: 'Campos adicionais', es: 'Campos adicionales' },
	"Address of iPag's API, without the path": {
		pt: 'Endereço da API do iPag, sem o caminho',
		es: 'Dirección de la API de iPag, sin la ruta',
	},
	Affiliate: { pt: 'Afiliado', es: 'Afiliado' },
	'After Crash': { pt: 'Após queda do n8n', es: 'Tras una caída de n8n' },
	All: { pt: 'Todas', es: 'Todas' },
	'All Events (*)': { pt: 'Todos os eventos (*)', es: 'Todos los eventos (*)' },
	'All of {0} ({1}.*)': { pt: 'Tudo de {0} ({1}.*)', es: 'Todo de {0} ({1}.*)' },
	'Allowed Networks': { pt: 'Redes permitidas', es: 'Redes permitidas' },
	'An address of your own': { pt: 'Um endereço seu', es: 'Una dirección propia' },
	'An event of your own: its type and payload are the fields below': {
		pt: 'Um evento seu: o tipo e o payload são os campos abaixo',
		es: 'Un evento propio: su tipo y su payload son los campos de abajo',
	},
	'An incoming item must come from a trigger of this package; for data of other nodes choose Define Below':
		{
			pt: 'Um item de entrada precisa vir de um gatilho deste pacote; para dados de outros nós, escolha Definir abaixo',
			es: 'Un ítem entrante debe venir de un trigger de este paquete; para datos de otros nodos elige Definir abajo',
		},
	'Answer 422': { pt: 'Responder 422', es: 'Responder 422' },
	'API ID': { pt: 'ID da API', es: 'ID de la API' },
	'API Key': { pt: 'Chave da API', es: 'Clave de la API' },
	'Attempt Failed': { pt: 'Tentativa falhou', es: 'Intento fallido' },
	Audience: { pt: 'Público', es: 'Público' },
	Automatic: { pt: 'Automático', es: 'Automático' },
	'Base URL': { pt: 'URL base', es: 'URL base' },
	'Behind a proxy, n8n must be told of it by N8N_PROXY_HOPS: else every request comes from the proxy':
		{
			pt: 'Atrás de um proxy, o n8n precisa saber dele por N8N_PROXY_HOPS: senão toda requisição vem do proxy',
			es: 'Detrás de un proxy, n8n debe saber de él por N8N_PROXY_HOPS: si no, toda solicitud viene del proxy',
		},
	'Binary Data': { pt: 'Dados binários', es: 'Datos binarios' },
	'by e-mail to the support of Gestão Online, which registers it': {
		pt: 'por e-mail ao suporte da Gestão Online, que faz o cadastro',
		es: 'por correo al soporte de Gestão Online, que la registra',
	},
	'By ID': { pt: 'Por ID', es: 'Por ID' },
	'By URL': { pt: 'Por URL', es: 'Por URL' },
	'Callback Token': { pt: 'Token de callback', es: 'Token de callback' },
	Cancel: { pt: 'Cancelar', es: 'Cancelar' },
	'Cancel delivery': { pt: 'Cancelar entrega', es: 'Cancelar entrega' },
	Canceled: { pt: 'Canceladas', es: 'Canceladas' },
	Catalog: { pt: 'Catálogo', es: 'Catálogo' },
	'Change a subscription': { pt: 'Alterar uma inscrição', es: 'Modificar una suscripción' },
	'Check whether webhooks could be delivered to a URL. Valid: it answers 2xx, 501 or 4xx, as one does that takes POST only; not 407, 410, 421, 451 or 495 to 497.':
		{
			pt: 'Verificar se webhooks poderiam ser entregues a uma URL. Válida: responde 2xx, 501 ou 4xx, como faz quem só aceita POST; não 407, 410, 421, 451 nem 495 a 497.',
			es: 'Verificar si se podrían entregar webhooks a una URL. Válida: responde 2xx, 501 o 4xx, como hace quien solo acepta POST; no 407, 410, 421, 451 ni 495 a 497.',
		},
	'Checked by its syntax, address, name, certificate and one GET request. Valid: 2xx, 501, and 4xx, since an address that takes POST only answers a GET with 404 or 405. Invalid: no answer, 3xx, other 5xx, and 407, 410, 421, 451 or 495 to 497.':
		{
			pt: 'São verificados a sintaxe, o endereço, o nome, o certificado e uma requisição GET. Válida: 2xx, 501 e 4xx, já que um endereço que só aceita POST responde a um GET com 404 ou 405. Inválida: nenhuma resposta, 3xx, outros 5xx, e 407, 410, 421, 451 ou 495 a 497.',
			es: 'Se verifican la sintaxis, la dirección, el nombre, el certificado y una solicitud GET. Válida: 2xx, 501 y 4xx, ya que una dirección que solo acepta POST responde a un GET con 404 o 405. No válida: sin respuesta, 3xx, otros 5xx, y 407, 410, 421, 451 o 495 a 497.',
		},
	'Choose 16 characters or more; the production URL is entered with ?token= and this token at its end':
		{
			pt: 'Escolha 16 caracteres ou mais; a URL de produção é informada com ?token= e este token no final',
			es: 'Elige 16 caracteres o más; la URL de producción se ingresa con ?token= y este token al final',
		},
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>':
		{
			pt: 'Escolha na lista ou informe um ID com uma <a href="https://docs.n8n.io/code/expressions/">expressão</a>',
			es: 'Elige de la lista o indica un ID con una <a href="https://docs.n8n.io/code/expressions/">expresión</a>',
		},
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>':
		{
			pt: 'Escolha na lista ou informe IDs com uma <a href="https://docs.n8n.io/code/expressions/">expressão</a>',
			es: 'Elige de la lista o indica IDs con una <a href="https://docs.n8n.io/code/expressions/">expresión</a>',
		},
	'Count deliveries created before this time, by whole hours. Empty: until now.': {
		pt: 'Contar as entregas criadas antes deste momento, em horas inteiras. Vazio: até agora.',
		es: 'Contar las entregas creadas antes de este momento, por horas completas. Vacío: hasta ahora.',
	},
	'Count deliveries created from this time on, by whole hours. Empty: of the last 7 days.': {
		pt: 'Contar as entregas criadas a partir deste momento, em horas inteiras. Vazio: dos últimos 7 dias.',
		es: 'Contar las entregas creadas desde este momento, por horas completas. Vacío: de los últimos 7 días.',
	},
	Create: { pt: 'Criar', es: 'Crear' },
	'Create a subscription and show its signing secret, this once': {
		pt: 'Criar uma inscrição e mostrar o segredo de assinatura, só desta vez',
		es: 'Crear una suscripción y mostrar su secreto de firma, solo esta vez',
	},
	'Create subscription': { pt: 'Criar inscrição', es: 'Crear suscripción' },
	'Created at or after this time': {
		pt: 'Criada neste momento ou depois',
		es: 'Creada en este momento o después',
	},
	'Created before this time': {
		pt: 'Criada antes deste momento',
		es: 'Creada antes de este momento',
	},
	Custom: { pt: 'Personalizado', es: 'Personalizado' },
	Database: { pt: 'Banco de dados', es: 'Base de datos' },
	'Define Below': { pt: 'Definir abaixo', es: 'Definir abajo' },
	Delete: { pt: 'Excluir', es: 'Eliminar' },
	'Delete a subscription and cancel what waits for it': {
		pt: 'Excluir uma inscrição e cancelar o que espera por ela',
		es: 'Eliminar una suscripción y cancelar lo que espera por ella',
	},
	'Delete subscription': { pt: 'Excluir inscrição', es: 'Eliminar suscripción' },
	Delivered: { pt: 'Entregues', es: 'Entregadas' },
	Delivery: { pt: 'Entrega', es: 'Entrega' },
	'Delivery Delivered': { pt: 'Entrega realizada', es: 'Entrega realizada' },
	'Delivery Failed': { pt: 'Entrega falhou', es: 'Entrega fallida' },
	Disable: { pt: 'Desativar', es: 'Desactivar' },
	'Disable subscription': { pt: 'Desativar inscrição', es: 'Desactivar suscripción' },
	Dispatch: { pt: 'Disparar', es: 'Enviar' },
	'Dispatch event': { pt: 'Disparar evento', es: 'Enviar evento' },
	Done: { pt: 'Concluído', es: 'Terminado' },
	'e.g. /home/node/.n8n/commerce-webhooks.sqlite': {
		pt: 'ex.: /home/node/.n8n/commerce-webhooks.sqlite',
		es: 'p. ej. /home/node/.n8n/commerce-webhooks.sqlite',
	},
	'e.g. 10.0.0.0/8, erp.internal': {
		pt: 'ex.: 10.0.0.0/8, erp.internal',
		es: 'p. ej. 10.0.0.0/8, erp.internal',
	},
	'e.g. 1355458': { pt: 'ex.: 1355458', es: 'p. ej. 1355458' },
	'e.g. 1355458, 4062912': { pt: 'ex.: 1355458, 4062912', es: 'p. ej. 1355458, 4062912' },
	'e.g. 203.0.113.7, 198.51.100.0/24': {
		pt: 'ex.: 203.0.113.7, 198.51.100.0/24',
		es: 'p. ej. 203.0.113.7, 198.51.100.0/24',
	},
	'e.g. 5s, 5m, 30m, 2h': { pt: 'ex.: 5s, 5m, 30m, 2h', es: 'p. ej. 5s, 5m, 30m, 2h' },
	'e.g. a51689a6': { pt: 'ex.: a51689a6', es: 'p. ej. a51689a6' },
	'e.g. dlv_91u7t0cx1p': {
		pt: 'ex.: dlv_91u7t0cx1p',
		es: 'p. ej. dlv_91u7t0cx1p',
	},
	'e.g. https://api.example.com': {
		pt: 'ex.: https://api.example.com',
		es: 'p. ej. https://api.example.com',
	},
	'e.g. https://members.example.com/webhooks': {
		pt: 'ex.: https://members.example.com/webhooks',
		es: 'p. ej. https://members.example.com/webhooks',
	},
	'e.g. Member area': { pt: 'ex.: Área de membros', es: 'p. ej. Área de miembros' },
	'e.g. order-42-paid': { pt: 'ex.: order-42-paid', es: 'p. ej. order-42-paid' },
	'e.g. order.paid': { pt: 'ex.: order.paid', es: 'p. ej. order.paid' },
	'e.g. purchase.approved': { pt: 'ex.: purchase.approved', es: 'p. ej. purchase.approved' },
	'e.g. rcv_0mhq3v5k20001f3a91c': {
		pt: 'ex.: rcv_0mhq3v5k20001f3a91c',
		es: 'p. ej. rcv_0mhq3v5k20001f3a91c',
	},
	'e.g. sub_0mhq3v5k20001f3a91c': {
		pt: 'ex.: sub_0mhq3v5k20001f3a91c',
		es: 'p. ej. sub_0mhq3v5k20001f3a91c',
	},
	'e.g. token': { pt: 'ex.: token', es: 'p. ej. token' },
	'e.g. whsec_…': { pt: 'ex.: whsec_…', es: 'p. ej. whsec_…' },
	'e.g. X-HOTMART-HOTTOK': { pt: 'ex.: X-HOTMART-HOTTOK', es: 'p. ej. X-HOTMART-HOTTOK' },
	'e.g. {"x-tenant": "42"}': { pt: 'ex.: {"x-tenant": "42"}', es: 'p. ej. {"x-tenant": "42"}' },
	Emit: { pt: 'Emitir', es: 'Emitir' },
	Emitted: { pt: 'Emitido', es: 'Emitido' },
	'Empty: all. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.':
		{
			pt: 'Vazio: todas. Escolha na lista ou informe um ID com uma <a href="https://docs.n8n.io/code/expressions/">expressão</a>.',
			es: 'Vacío: todas. Elige de la lista o indica un ID con una <a href="https://docs.n8n.io/code/expressions/">expresión</a>.',
		},
	Enable: { pt: 'Ativar', es: 'Activar' },
	'Enable subscription': { pt: 'Ativar inscrição', es: 'Activar suscripción' },
	'Encryption Key': { pt: 'Chave de criptografia', es: 'Clave de cifrado' },
	Engine: { pt: 'Banco', es: 'Motor' },
	'Enter for example {0}': { pt: 'Informe por exemplo {0}', es: 'Ingresa por ejemplo {0}' },
	Envelope: { pt: 'Envelope', es: 'Sobre' },
	Environment: { pt: 'Ambiente', es: 'Entorno' },
	Event: { pt: 'Evento', es: 'Evento' },
	'Event ID': { pt: 'ID do evento', es: 'ID del evento' },
	'Event Source': { pt: 'Origem do evento', es: 'Origen del evento' },
	'Event Type': { pt: 'Tipo de evento', es: 'Tipo de evento' },
	Events: { pt: 'Eventos', es: 'Eventos' },
	'Events per Execution': { pt: 'Eventos por execução', es: 'Eventos por ejecución' },
	'Every event': { pt: 'Todos os eventos', es: 'Todos los eventos' },
	'Every event, also ones that this version does not know yet': {
		pt: 'Qualquer evento, também os que esta versão ainda não conhece',
		es: 'Cualquier evento, también los que esta versión aún no conoce',
	},
	'Every subscription that wants this event': {
		pt: 'Todas as inscrições que querem este evento',
		es: 'Todas las suscripciones que quieren este evento',
	},
	'Fail on Failure': { pt: 'Falhar em caso de falha', es: 'Fallar si algo falla' },
	Failed: { pt: 'Com falha', es: 'Fallidas' },
	Filters: { pt: 'Filtros', es: 'Filtros' },
	Format: { pt: 'Formato', es: 'Formato' },
	'From List': { pt: 'Da lista', es: 'De la lista' },
	'From now on this workflow starts when one of the chosen things happens to a delivery, a subscription or a received event.':
		{
			pt: 'De agora em diante este workflow inicia quando uma das coisas escolhidas acontece com uma entrega, uma inscrição ou um evento recebido.',
			es: 'Desde ahora este workflow se inicia cuando una de las cosas elegidas pasa con una entrega, una suscripción o un evento recibido.',
		},
	'Gestão Online': { pt: 'Gestão Online', es: 'Gestão Online' },
	'Gestão Online events sent to the production URL now start this workflow. Send that URL, with ?token= and your token at its end, to the support of Gestão Online.':
		{
			pt: 'Os eventos da Gestão Online enviados à URL de produção agora iniciam este workflow. Envie essa URL, com ?token= e o seu token no final, ao suporte da Gestão Online.',
			es: 'Los eventos de Gestão Online enviados a la URL de producción ahora inician este workflow. Envía esa URL, con ?token= y tu token al final, al soporte de Gestão Online.',
		},
	'Gestão Online registers webhooks by e-mail. Write to its support: “Solicito o cadastro de webhook para a nossa conta. URL: [production URL]?token=[token]. Eventos: [eventos].” The token is the one of the credential.':
		{
			pt: 'A Gestão Online cadastra webhooks por e-mail. Escreva ao suporte: “Solicito o cadastro de webhook para a nossa conta. URL: [URL de produção]?token=[token]. Eventos: [eventos].” O token é o da credencial.',
			es: 'Gestão Online registra los webhooks por correo. Escribe a su soporte, en portugués: “Solicito o cadastro de webhook para a nossa conta. URL: [URL de producción]?token=[token]. Eventos: [eventos].” El token es el de la credencial.',
		},
	'Gestão Online Trigger': { pt: 'Gestão Online Trigger', es: 'Gestão Online Trigger' },
	Get: { pt: 'Obter', es: 'Obtener' },
	'Get counts by state, share of success and response times for each subscription': {
		pt: 'Obter contagens por estado, taxa de sucesso e tempos de resposta de cada inscrição',
		es: 'Obtener conteos por estado, tasa de éxito y tiempos de respuesta de cada suscripción',
	},
	'Get delivery': { pt: 'Obter entrega', es: 'Obtener entrega' },
	'Get Event': { pt: 'Obter evento', es: 'Obtener evento' },
	'Get event of catalog': { pt: 'Obter evento do catálogo', es: 'Obtener evento del catálogo' },
	'Get Many': { pt: 'Obter vários', es: 'Obtener varios' },
	'Get many deliveries': { pt: 'Obter várias entregas', es: 'Obtener varias entregas' },
	'Get many deliveries, newest first': {
		pt: 'Obter várias entregas, as mais novas primeiro',
		es: 'Obtener varias entregas, las más nuevas primero',
	},
	'Get Many Events': { pt: 'Obter vários eventos', es: 'Obtener varios eventos' },
	'Get many events of catalog': {
		pt: 'Obter vários eventos do catálogo',
		es: 'Obtener varios eventos del catálogo',
	},
	'Get many events that triggers received, newest first': {
		pt: 'Obter vários eventos que os gatilhos receberam, os mais novos primeiro',
		es: 'Obtener varios eventos que los triggers recibieron, los más nuevos primero',
	},
	'Get many received events': {
		pt: 'Obter vários eventos recebidos',
		es: 'Obtener varios eventos recibidos',
	},
	'Get many subscriptions': { pt: 'Obter várias inscrições', es: 'Obtener varias suscripciones' },
	'Get one delivery with all its attempts': {
		pt: 'Obter uma entrega com todas as tentativas',
		es: 'Obtener una entrega con todos sus intentos',
	},
	'Get one event that a trigger received, and what became of it': {
		pt: 'Obter um evento que um gatilho recebeu, e o que foi feito dele',
		es: 'Obtener un evento que un trigger recibió, y qué pasó con él',
	},
	'Get one subscription': { pt: 'Obter uma inscrição', es: 'Obtener una suscripción' },
	'Get received event': { pt: 'Obter evento recebido', es: 'Obtener evento recibido' },
	'Get Statistics': { pt: 'Obter estatísticas', es: 'Obtener estadísticas' },
	'Get statistics of deliveries': {
		pt: 'Obter estatísticas das entregas',
		es: 'Obtener estadísticas de las entregas',
	},
	'Get subscription': { pt: 'Obter inscrição', es: 'Obtener suscripción' },
	'Get the documentation, JSON Schema and sample of many events': {
		pt: 'Obter a documentação, o JSON Schema e o exemplo de vários eventos',
		es: 'Obtener la documentación, el JSON Schema y el ejemplo de varios eventos',
	},
	'Get the documentation, JSON Schema and sample of one event': {
		pt: 'Obter a documentação, o JSON Schema e o exemplo de um evento',
		es: 'Obtener la documentación, el JSON Schema y el ejemplo de un evento',
	},
	Headers: { pt: 'Cabeçalhos', es: 'Encabezados' },
	'Headers sent with every request, as a JSON object. Their values are kept sealed and are never shown.':
		{
			pt: 'Cabeçalhos enviados em toda requisição, como objeto JSON. Os valores ficam lacrados e nunca são mostrados.',
			es: 'Encabezados enviados en cada solicitud, como objeto JSON. Sus valores quedan sellados y nunca se muestran.',
		},
	Host: { pt: 'Host', es: 'Host' },
	Hotmart: { pt: 'Hotmart', es: 'Hotmart' },
	'Hotmart events sent to the production URL now start this workflow. Enter that URL in Hotmart: Ferramentas › Webhook.':
		{
			pt: 'Os eventos da Hotmart enviados à URL de produção agora iniciam este workflow. Informe essa URL na Hotmart: Ferramentas › Webhook.',
			es: 'Los eventos de Hotmart enviados a la URL de producción ahora inician este workflow. Ingresa esa URL en Hotmart: Ferramentas › Webhook (Herramientas › Webhook).',
		},
	'Hotmart Trigger': { pt: 'Hotmart Trigger', es: 'Hotmart Trigger' },
	Hottok: { pt: 'Hottok', es: 'Hottok' },
	'How long finished deliveries and events are kept, in days. What still waits is never deleted.': {
		pt: 'Por quantos dias ficam guardados as entregas e os eventos concluídos. O que ainda espera nunca é excluído.',
		es: 'Por cuántos días se guardan las entregas y los eventos terminados. Lo que aún espera nunca se elimina.',
	},
	'How long one attempt may take, answer included': {
		pt: 'Quanto uma tentativa pode demorar, resposta incluída',
		es: 'Cuánto puede tardar un intento, respuesta incluida',
	},
	'How many executions of this node may run at once; other events wait': {
		pt: 'Quantas execuções deste nó podem rodar ao mesmo tempo; os outros eventos esperam',
		es: 'Cuántas ejecuciones de este nodo pueden correr a la vez; los demás eventos esperan',
	},
	'How many first attempts may be under way at once': {
		pt: 'Quantas primeiras tentativas podem estar em andamento ao mesmo tempo',
		es: 'Cuántos primeros intentos pueden estar en curso a la vez',
	},
	'How many requests per second the receiver may be sent. 0: no limit.': {
		pt: 'Quantas requisições por segundo podem ser enviadas ao destinatário. 0: sem limite.',
		es: 'Cuántas solicitudes por segundo se pueden enviar al destinatario. 0: sin límite.',
	},
	'How many requests the receiver may be sent at once': {
		pt: 'Quantas requisições podem ser enviadas ao destinatário ao mesmo tempo',
		es: 'Cuántas solicitudes se pueden enviar al destinatario a la vez',
	},
	'How many waiting events may start one execution together, as its items': {
		pt: 'Quantos eventos em espera podem iniciar juntos uma execução, como itens dela',
		es: 'Cuántos eventos en espera pueden iniciar juntos una ejecución, como ítems de ella',
	},
	'How the URL of this node becomes known to iPag': {
		pt: 'Como o iPag fica sabendo da URL deste nó',
		es: 'Cómo se entera iPag de la URL de este nodo',
	},
	HTML: { pt: 'HTML', es: 'HTML' },
	'HTTP status of the newest answer': {
		pt: 'Status HTTP da resposta mais recente',
		es: 'Estado HTTP de la respuesta más reciente',
	},
	'In Hotmart: Ferramentas › Webhook (API e notificações) › Autenticação': {
		pt: 'Na Hotmart: Ferramentas › Webhook (API e notificações) › Autenticação',
		es: 'En Hotmart: Ferramentas › Webhook (API e notificações) › Autenticação',
	},
	'In Hotmart: Ferramentas › Webhook (API e notificações) › Cadastrar Webhook. Enter the production URL (above, under Webhook URLs), choose version 2.0.0 and the events. The hottok for the credential is under Autenticação.':
		{
			pt: 'Na Hotmart: Ferramentas › Webhook (API e notificações) › Cadastrar Webhook. Informe a URL de produção (acima, em Webhook URLs), escolha a versão 2.0.0 e os eventos. O hottok da credencial está em Autenticação.',
			es: 'En Hotmart: Ferramentas › Webhook (API e notificações) › Cadastrar Webhook. Ingresa la URL de producción (arriba, en Webhook URLs), elige la versión 2.0.0 y los eventos. El hottok de la credencial está en Autenticação.',
		},
	'in Hotmart: Ferramentas › Webhook (Tools › Webhook)': {
		pt: 'na Hotmart: Ferramentas › Webhook',
		es: 'en Hotmart: Ferramentas › Webhook (Herramientas › Webhook)',
	},
	'in iPag, or set Registration to Automatic': {
		pt: 'no iPag, ou defina Registro como Automático',
		es: 'en iPag, o pon Registro en Automático',
	},
	'In iSET: Integrações › API & Webhooks › Webhooks. Each event has a production URL of its own (above, under Webhook URLs), which ends with its name: enter it for the action of that name, with ?token= and the token of the credential at its end. The REST API of the shop must be active.':
		{
			pt: 'Na iSET: Integrações › API & Webhooks › Webhooks. Cada evento tem a sua URL de produção (acima, em Webhook URLs), que termina com o nome dele: informe-a na ação com esse nome, com ?token= e o token da credencial no final. A API REST da loja precisa estar ativa.',
			es: 'En iSET: Integrações › API & Webhooks › Webhooks. Cada evento tiene su propia URL de producción (arriba, en Webhook URLs), que termina con su nombre: ingrésala en la acción de ese nombre, con ?token= y el token de la credencial al final. La API REST de la tienda debe estar activa.',
		},
	'Incoming Item': { pt: 'Item recebido', es: 'Ítem entrante' },
	'Invalid Payloads': { pt: 'Payloads inválidos', es: 'Payloads no válidos' },
	'IP Allowlist': { pt: 'IPs permitidos', es: 'IPs permitidas' },
	iPag: { pt: 'iPag', es: 'iPag' },
	'iPag events sent to the production URL now start this workflow. With manual registration, enter that URL in iPag.':
		{
			pt: 'Os eventos do iPag enviados à URL de produção agora iniciam este workflow. Com o registro manual, informe essa URL no iPag.',
			es: 'Los eventos de iPag enviados a la URL de producción ahora inician este workflow. Con el registro manual, ingresa esa URL en iPag.',
		},
	'iPag Trigger': { pt: 'iPag Trigger', es: 'iPag Trigger' },
	iSET: { pt: 'iSET', es: 'iSET' },
	'iSET events sent to the production URLs now start this workflow. Enter the URL of each event in iSET: Integrações › API & Webhooks › Webhooks.':
		{
			pt: 'Os eventos da iSET enviados às URLs de produção agora iniciam este workflow. Informe a URL de cada evento na iSET: Integrações › API & Webhooks › Webhooks.',
			es: 'Los eventos de iSET enviados a las URLs de producción ahora inician este workflow. Ingresa la URL de cada evento en iSET: Integrações › API & Webhooks › Webhooks.',
		},
	'iSET Trigger': { pt: 'iSET Trigger', es: 'iSET Trigger' },
	'Its execution has ended': { pt: 'A execução dele terminou', es: 'Su ejecución terminó' },
	'Its execution runs now': {
		pt: 'A execução dele está rodando agora',
		es: 'Su ejecución corre ahora',
	},
	JSON: { pt: 'JSON', es: 'JSON' },
	Keep: { pt: 'Guardar', es: 'Guardar' },
	Kept: { pt: 'Guardado', es: 'Guardado' },
	Limit: { pt: 'Limite', es: 'Límite' },
	'Make a new signing secret and show it, this once; the present one signs beside it for 24 hours':
		{
			pt: 'Criar um novo segredo de assinatura e mostrá-lo, só desta vez; o atual assina junto com ele por 24 horas',
			es: 'Crear un nuevo secreto de firma y mostrarlo, solo esta vez; el actual firma junto con él por 24 horas',
		},
	Manual: { pt: 'Manual', es: 'Manual' },
	'Matching Subscriptions': { pt: 'Inscrições correspondentes', es: 'Suscripciones que coinciden' },
	'Max number of results to return': {
		pt: 'Máximo de resultados a retornar',
		es: 'Máximo de resultados a devolver',
	},
	'Maximum Concurrent': { pt: 'Máximo simultâneo', es: 'Máximo simultáneo' },
	'Maximum in Flight': { pt: 'Máximo em andamento', es: 'Máximo en curso' },
	Name: { pt: 'Nome', es: 'Nombre' },
	'No event is lost; one that was in the middle of its run is run once more': {
		pt: 'Nenhum evento se perde; o que estava no meio da execução é executado mais uma vez',
		es: 'No se pierde ningún evento; el que estaba a mitad de su ejecución se ejecuta una vez más',
	},
	'No event is run twice; it is kept and can be replayed': {
		pt: 'Nenhum evento é executado duas vezes; ele fica guardado e pode ser reprocessado',
		es: 'Ningún evento se ejecuta dos veces; queda guardado y se puede reprocesar',
	},
	'Occurred At': { pt: 'Ocorrido em', es: 'Ocurrido el' },
	'of each event in iSET: Integrações › API & Webhooks › Webhooks': {
		pt: 'de cada evento na iSET: Integrações › API & Webhooks › Webhooks',
		es: 'de cada evento en iSET: Integrações › API & Webhooks › Webhooks',
	},
	'On attempt failed': { pt: 'Quando uma tentativa falha', es: 'Cuando un intento falla' },
	'On delivery failed for good': {
		pt: 'Quando uma entrega falha de vez',
		es: 'Cuando una entrega falla del todo',
	},
	'On received event rejected': {
		pt: 'Quando um evento recebido é recusado',
		es: 'Cuando se rechaza un evento recibido',
	},
	'On subscription disabled': {
		pt: 'Quando uma inscrição é desativada',
		es: 'Cuando se desactiva una suscripción',
	},
	'On subscription enabled': {
		pt: 'Quando uma inscrição é ativada',
		es: 'Cuando se activa una suscripción',
	},
	'On webhook delivered': {
		pt: 'Quando um webhook é entregue',
		es: 'Cuando se entrega un webhook',
	},
	'On {0}': { pt: 'Quando: {0}', es: 'Cuando: {0}' },
	'One address, without a subscription': {
		pt: 'Um endereço, sem inscrição',
		es: 'Una dirección, sin suscripción',
	},
	'One attempt failed; the next one may follow by itself': {
		pt: 'Uma tentativa falhou; a próxima pode vir por si',
		es: 'Un intento falló; el próximo puede seguir por sí solo',
	},
	'One file with charts, in the binary field data, and the totals': {
		pt: 'Um arquivo com gráficos, no campo binário data, e os totais',
		es: 'Un archivo con gráficos, en el campo binario data, y los totales',
	},
	'One item for each subscription': {
		pt: 'Um item para cada inscrição',
		es: 'Un ítem por cada suscripción',
	},
	'Only events of these platforms. Empty: all.': {
		pt: 'Somente eventos destas plataformas. Vazio: todas.',
		es: 'Solo eventos de estas plataformas. Vacío: todas.',
	},
	'Only events of these products, separated by commas. Empty: all products.': {
		pt: 'Somente eventos destes produtos, separados por vírgulas. Vazio: todos os produtos.',
		es: 'Solo eventos de estos productos, separados por comas. Vacío: todos los productos.',
	},
	'Only events of these products, separated by commas. Empty: all.': {
		pt: 'Somente eventos destes produtos, separados por vírgulas. Vazio: todos.',
		es: 'Solo eventos de estos productos, separados por comas. Vacío: todos.',
	},
	"Only for iPag's old callbacks, which are not signed: choose a long random text and end the callback's URL with ?token= and that text. Empty: such callbacks are refused.":
		{
			pt: 'Só para os callbacks antigos do iPag, que não são assinados: escolha um texto longo e aleatório e termine a URL do callback com ?token= e esse texto. Vazio: esses callbacks são recusados.',
			es: 'Solo para los callbacks antiguos de iPag, que no van firmados: elige un texto largo y aleatorio y termina la URL del callback con ?token= y ese texto. Vacío: esos callbacks se rechazan.',
		},
	'Only requests from these addresses and networks, separated by commas. Empty: from everywhere.': {
		pt: 'Somente requisições destes endereços e redes, separados por vírgulas. Vazio: de qualquer lugar.',
		es: 'Solo solicitudes de estas direcciones y redes, separadas por comas. Vacío: de cualquier lugar.',
	},
	'Only sales that have an affiliate': {
		pt: 'Somente vendas que têm afiliado',
		es: 'Solo ventas que tienen afiliado',
	},
	'Only what happens to these. Empty: to all, and to deliveries to a URL. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.':
		{
			pt: 'Só o que acontece com estas. Vazio: com todas, e com entregas a uma URL. Escolha na lista ou informe IDs com uma <a href="https://docs.n8n.io/code/expressions/">expressão</a>.',
			es: 'Solo lo que pasa con estas. Vacío: con todas, y con entregas a una URL. Elige de la lista o indica IDs con una <a href="https://docs.n8n.io/code/expressions/">expresión</a>.',
		},
	Operation: { pt: 'Operação', es: 'Operación' },
	Options: { pt: 'Opções', es: 'Opciones' },
	Output: { pt: 'Saída', es: 'Salida' },
	Password: { pt: 'Senha', es: 'Contraseña' },
	Path: { pt: 'Caminho', es: 'Ruta' },
	Payload: { pt: 'Payload', es: 'Payload' },
	"Payments for tests, in iPag's sandbox": {
		pt: 'Pagamentos de teste, no sandbox do iPag',
		es: 'Pagos de prueba, en el sandbox de iPag',
	},
	Pending: { pt: 'Pendentes', es: 'Pendientes' },
	Platform: { pt: 'Plataforma', es: 'Plataforma' },
	Platforms: { pt: 'Plataformas', es: 'Plataformas' },
	Port: { pt: 'Porta', es: 'Puerto' },
	Postgres: { pt: 'Postgres', es: 'Postgres' },
	'Private addresses are refused, unless the Webhook Store credential allows their network': {
		pt: 'Endereços privados são recusados, a menos que a credencial Webhook Store permita a rede deles',
		es: 'Las direcciones privadas se rechazan, salvo que la credencial Webhook Store permita su red',
	},
	'Private networks and host names that webhooks may be sent to, separated by commas. Everything else that is private is blocked.':
		{
			pt: 'Redes privadas e nomes de host para os quais webhooks podem ser enviados, separados por vírgulas. Todo o resto que é privado fica bloqueado.',
			es: 'Redes privadas y nombres de host a los que se pueden enviar webhooks, separados por comas. Todo lo demás que es privado queda bloqueado.',
		},
	Producer: { pt: 'Produtor', es: 'Productor' },
	'Product IDs': { pt: 'IDs de produtos', es: 'IDs de productos' },
	Production: { pt: 'Produção', es: 'Producción' },
	'Publishing registers the production URL in iPag for the events chosen here, unpublishing removes it; a test run does the same with the test URL. iPag must be able to reach both.':
		{
			pt: 'Ao publicar, a URL de produção é registrada no iPag para os eventos escolhidos aqui; ao despublicar, ela é removida; um teste faz o mesmo com a URL de teste. O iPag precisa alcançar as duas.',
			es: 'Al publicar, la URL de producción se registra en iPag para los eventos elegidos aquí; al despublicar, se quita; una prueba hace lo mismo con la URL de prueba. iPag debe poder alcanzar ambas.',
		},
	'Rate Limit per Second': { pt: 'Limite por segundo', es: 'Límite por segundo' },
	'Real payments': { pt: 'Pagamentos reais', es: 'Pagos reales' },
	'Receive a test event from {0}': {
		pt: 'Receber um evento de teste de {0}',
		es: 'Recibir un evento de prueba de {0}',
	},
	'Received at or after this time': {
		pt: 'Recebido neste momento ou depois',
		es: 'Recibido en este momento o después',
	},
	'Received before this time': {
		pt: 'Recebido antes deste momento',
		es: 'Recibido antes de este momento',
	},
	'Received Event': { pt: 'Evento recebido', es: 'Evento recibido' },
	'Received Event Rejected': { pt: 'Evento recebido recusado', es: 'Evento recibido rechazado' },
	'Record the event and start nothing; it can be replayed': {
		pt: 'Registrar o evento e não iniciar nada; ele pode ser reprocessado',
		es: 'Registrar el evento y no iniciar nada; se puede reprocesar',
	},
	'Recorded, but not run or not to the end: invalid, or n8n crashed': {
		pt: 'Registrado, mas não executado ou não até o fim: inválido, ou o n8n caiu',
		es: 'Registrado, pero no ejecutado o no hasta el final: no válido, o n8n se cayó',
	},
	'Register the production URL (above, under Webhook URLs) in iPag, for the events chosen here, with the method POST, or ask iPag for it. Choose Registration: Automatic to have it done through the API. Old callbacks (retorno), which are not signed, need the Callback Token of the credential: end the URL with ?token= and that token.':
		{
			pt: 'Cadastre a URL de produção (acima, em Webhook URLs) no iPag, para os eventos escolhidos aqui, com o método POST, ou peça ao iPag. Escolha Registro: Automático para que isso seja feito pela API. Callbacks antigos (retorno), que não são assinados, precisam do Token de callback da credencial: termine a URL com ?token= e esse token.',
			es: 'Registra la URL de producción (arriba, en Webhook URLs) en iPag, para los eventos elegidos aquí, con el método POST, o pídeselo a iPag. Elige Registro: Automático para que se haga por la API. Los callbacks antiguos (retorno), que no van firmados, necesitan el Token de callback de la credencial: termina la URL con ?token= y ese token.',
		},
	"Registered and removed through iPag's API, as the workflow is published and unpublished": {
		pt: 'Registrada e removida pela API do iPag, conforme o workflow é publicado e despublicado',
		es: 'Se registra y se quita por la API de iPag, según el workflow se publica y se despublica',
	},
	Registration: { pt: 'Registro', es: 'Registro' },
	Reject: { pt: 'Recusar', es: 'Rechazar' },
	Replay: { pt: 'Reprocessar', es: 'Reprocesar' },
	'Replay received event': { pt: 'Reprocessar evento recebido', es: 'Reprocesar evento recibido' },
	Resend: { pt: 'Reenviar', es: 'Reenviar' },
	'Resend delivery': { pt: 'Reenviar entrega', es: 'Reenviar entrega' },
	'Resend Many': { pt: 'Reenviar várias', es: 'Reenviar varias' },
	'Resend many deliveries': { pt: 'Reenviar várias entregas', es: 'Reenviar varias entregas' },
	Resource: { pt: 'Recurso', es: 'Recurso' },
	'Retention Days': { pt: 'Dias de retenção', es: 'Días de retención' },
	'Retry Schedule': { pt: 'Agenda de novas tentativas', es: 'Calendario de reintentos' },
	'Return All': { pt: 'Retornar tudo', es: 'Devolver todo' },
	'Rotate Secret': { pt: 'Renovar segredo', es: 'Renovar secreto' },
	'Rotate secret of subscription': {
		pt: 'Renovar segredo da inscrição',
		es: 'Renovar secreto de la suscripción',
	},
	'Run Again': { pt: 'Executar de novo', es: 'Ejecutar de nuevo' },
	Sandbox: { pt: 'Sandbox', es: 'Sandbox' },
	Schema: { pt: 'Schema', es: 'Esquema' },
	"Seals signing secrets and tokens in the store. Empty: a key derived from n8n's own encryption key. A store can only be opened with the key it was made with.":
		{
			pt: 'Lacra os segredos de assinatura e os tokens no armazenamento. Vazio: uma chave derivada da chave de criptografia do próprio n8n. Um armazenamento só abre com a chave com que foi criado.',
			es: 'Sella los secretos de firma y los tokens en el almacenamiento. Vacío: una clave derivada de la clave de cifrado del propio n8n. Un almacenamiento solo se abre con la clave con la que se creó.',
		},
	'Selected Subscriptions': { pt: 'Inscrições selecionadas', es: 'Suscripciones seleccionadas' },
	'Send a delivery once more, whatever became of it': {
		pt: 'Enviar uma entrega mais uma vez, seja qual for o resultado dela',
		es: 'Enviar una entrega una vez más, sea cual sea su resultado',
	},
	'Send all deliveries once more that the filters let through': {
		pt: 'Enviar mais uma vez todas as entregas que passam pelos filtros',
		es: 'Enviar una vez más todas las entregas que pasan los filtros',
	},
	'Send an event to everyone who subscribed to it': {
		pt: 'Enviar um evento a todos que se inscreveram nele',
		es: 'Enviar un evento a todos los que se suscribieron a él',
	},
	'Send Test': { pt: 'Enviar teste', es: 'Enviar prueba' },
	'Send test event': { pt: 'Enviar evento de teste', es: 'Enviar evento de prueba' },
	'Send the sample of an event, marked as a test, as a real one is sent': {
		pt: 'Enviar o exemplo de um evento, marcado como teste, do mesmo jeito que um real',
		es: 'Enviar el ejemplo de un evento, marcado como prueba, igual que uno real',
	},
	'Send To': { pt: 'Enviar para', es: 'Enviar a' },
	Sending: { pt: 'Em envio', es: 'En envío' },
	'Sends signed webhooks to subscriptions; or starts the workflow when one was delivered or failed, a subscription was switched off, or a received event was refused':
		{
			pt: 'Envia webhooks assinados a inscrições; ou inicia o workflow quando um foi entregue ou falhou, uma inscrição foi desligada ou um evento recebido foi recusado',
			es: 'Envía webhooks firmados a suscripciones; o inicia el workflow cuando uno se entregó o falló, se apagó una suscripción o se rechazó un evento recibido',
		},
	'Sends signed webhooks to subscriptions, tries again when they fail, and keeps a history': {
		pt: 'Envia webhooks assinados às inscrições, tenta de novo quando falham e guarda o histórico',
		es: 'Envía webhooks firmados a las suscripciones, reintenta cuando fallan y guarda el historial',
	},
	'Share Buyer Data': {
		pt: 'Compartilhar dados do comprador',
		es: 'Compartir datos del comprador',
	},
	'Signing Secret': { pt: 'Segredo de assinatura', es: 'Secreto de firma' },
	Since: { pt: 'Desde', es: 'Desde' },
	Skipped: { pt: 'Puladas', es: 'Omitidas' },
	SQLite: { pt: 'SQLite', es: 'SQLite' },
	SSL: { pt: 'SSL', es: 'SSL' },
	'Start one more execution for an event, marked by its field replayOf. What a Webhook Dispatcher sent for this event before is not sent again: use Resend of Delivery for that.':
		{
			pt: 'Iniciar mais uma execução para um evento, marcada pelo campo replayOf. O que um Webhook Dispatcher já enviou por este evento não é enviado de novo: para isso use Reenviar, em Entrega.',
			es: 'Iniciar una ejecución más para un evento, marcada por su campo replayOf. Lo que un Webhook Dispatcher ya envió por este evento no se envía de nuevo: para eso usa Reenviar, en Entrega.',
		},
	'Start the workflow; the item says valid: false and lists the issues': {
		pt: 'Iniciar o workflow; o item traz valid: false e a lista dos problemas',
		es: 'Iniciar el workflow; el ítem trae valid: false y la lista de problemas',
	},
	'Starts the workflow when Gestão Online reports an order, an invoice, a payment or a delivery': {
		pt: 'Inicia o workflow quando a Gestão Online informa um pedido, uma nota fiscal, um pagamento ou uma entrega',
		es: 'Inicia el workflow cuando Gestão Online informa un pedido, una factura, un pago o una entrega',
	},
	'Starts the workflow when Hotmart reports a sale, a refund, a subscription or a member': {
		pt: 'Inicia o workflow quando a Hotmart informa uma venda, um reembolso, uma assinatura ou um aluno',
		es: 'Inicia el workflow cuando Hotmart informa una venta, un reembolso, una suscripción o un alumno',
	},
	'Starts the workflow when iPag reports a payment, a charge, a subscription or a transfer': {
		pt: 'Inicia o workflow quando o iPag informa um pagamento, uma cobrança, uma assinatura ou uma transferência',
		es: 'Inicia el workflow cuando iPag informa un pago, un cobro, una suscripción o una transferencia',
	},
	'Starts the workflow when iSET reports an order, a product, a category or a purchase': {
		pt: 'Inicia o workflow quando a iSET informa um pedido, um produto, uma categoria ou uma compra',
		es: 'Inicia el workflow cuando iSET informa un pedido, un producto, una categoría o una compra',
	},
	State: { pt: 'Estado', es: 'Estado' },
	'Status Code': { pt: 'Código de status', es: 'Código de estado' },
	'Stored, and not yet given to n8n': {
		pt: 'Armazenado e ainda não entregue ao n8n',
		es: 'Almacenado y aún no entregado a n8n',
	},
	Subscription: { pt: 'Inscrição', es: 'Suscripción' },
	'Subscription Disabled': { pt: 'Inscrição desativada', es: 'Suscripción desactivada' },
	'Subscription Enabled': { pt: 'Inscrição ativada', es: 'Suscripción activada' },
	'Subscription Name or ID': { pt: 'Nome ou ID da inscrição', es: 'Nombre o ID de la suscripción' },
	'Subscription Names or IDs': {
		pt: 'Nomes ou IDs das inscrições',
		es: 'Nombres o IDs de las suscripciones',
	},
	'Switch a subscription off; its events are recorded as skipped': {
		pt: 'Desligar uma inscrição; os eventos dela são registrados como pulados',
		es: 'Apagar una suscripción; sus eventos se registran como omitidos',
	},
	'Switch a subscription on and clear its counters of failures': {
		pt: 'Ligar uma inscrição e zerar os contadores de falhas dela',
		es: 'Encender una suscripción y poner en cero sus contadores de fallas',
	},
	'Take back a delivery that still waits': {
		pt: 'Retirar uma entrega que ainda espera',
		es: 'Retirar una entrega que aún espera',
	},
	"Text that the platform's ID of the event contains": {
		pt: 'Texto contido no ID que a plataforma deu ao evento',
		es: 'Texto contenido en el ID que la plataforma dio al evento',
	},
	'The API key of the account. iPag signs every webhook with it; one that is not signed is refused.':
		{
			pt: 'A chave da API da conta. O iPag assina todo webhook com ela; um que não seja assinado é recusado.',
			es: 'La clave de la API de la cuenta. iPag firma cada webhook con ella; uno que no esté firmado se rechaza.',
		},
	'The delivery to work on': { pt: 'A entrega em questão', es: 'La entrega en cuestión' },
	'The event with its type, time and common fields, the same for all platforms': {
		pt: 'O evento com tipo, hora e campos comuns, igual para todas as plataformas',
		es: 'El evento con su tipo, hora y campos comunes, igual para todas las plataformas',
	},
	'The headers are not a JSON object of names and texts': {
		pt: 'Os cabeçalhos não são um objeto JSON de nomes e textos',
		es: 'Los encabezados no son un objeto JSON de nombres y textos',
	},
	'The idempotency key: an event that was dispatched under this ID before is not sent to the same receiver again. Empty: a new one.':
		{
			pt: 'A chave de idempotência: um evento já disparado com este ID não é enviado de novo ao mesmo destinatário. Vazio: uma nova.',
			es: 'La clave de idempotencia: un evento ya enviado con este ID no se envía de nuevo al mismo destinatario. Vacío: una nueva.',
		},
	"The item is what one of this package's triggers emitted": {
		pt: 'O item é o que um dos gatilhos deste pacote emitiu',
		es: 'El ítem es lo que emitió uno de los triggers de este paquete',
	},
	'The name of the token in the URL: with "token", the URL ends with ?token=…': {
		pt: 'O nome do token na URL: com "token", a URL termina com ?token=…',
		es: 'El nombre del token en la URL: con "token", la URL termina con ?token=…',
	},
	"The platform's own body and nothing around it, for a receiver that was built for the platform": {
		pt: 'O corpo da própria plataforma e nada em volta, para um destinatário feito para a plataforma',
		es: 'El cuerpo de la propia plataforma y nada alrededor, para un destinatario hecho para la plataforma',
	},
	'The products it is about, separated by commas, for subscriptions that want only some': {
		pt: 'Os produtos de que se trata, separados por vírgulas, para inscrições que só querem alguns',
		es: 'Los productos de que se trata, separados por comas, para suscripciones que solo quieren algunos',
	},
	'The received event to work on. The list shows the newest ones; type a part of an event ID to search.':
		{
			pt: 'O evento recebido em questão. A lista mostra os mais novos; digite parte de um ID de evento para buscar.',
			es: 'El evento recibido en cuestión. La lista muestra los más nuevos; escribe parte de un ID de evento para buscar.',
		},
	'The receiver took the webhook': {
		pt: 'O destinatário aceitou o webhook',
		es: 'El destinatario aceptó el webhook',
	},
	'The secret the receiver verifies with. Empty on creation: a new one is made.': {
		pt: 'O segredo com que o destinatário verifica. Vazio na criação: é gerado um novo.',
		es: 'El secreto con el que verifica el destinatario. Vacío al crear: se genera uno nuevo.',
	},
	'The secret the receiver verifies with. Empty: the request is not signed.': {
		pt: 'O segredo com que o destinatário verifica. Vazio: a requisição não é assinada.',
		es: 'El secreto con el que verifica el destinatario. Vacío: la solicitud no se firma.',
	},
	'The security token of your Hotmart account: Tools > Webhook (API and notifications) > Authentication. Hotmart sends it with every event; a request without it is refused.':
		{
			pt: 'O token de segurança da sua conta Hotmart: Ferramentas > Webhook (API e notificações) > Autenticação. A Hotmart o envia em todo evento; uma requisição sem ele é recusada.',
			es: 'El token de seguridad de tu cuenta de Hotmart: Ferramentas > Webhook (API e notificações) > Autenticação. Hotmart lo envía con cada evento; una solicitud sin él se rechaza.',
		},
	"The store's file. Empty: commerce-webhooks.sqlite in n8n's own folder.": {
		pt: 'O arquivo do armazenamento. Vazio: commerce-webhooks.sqlite na pasta do próprio n8n.',
		es: 'El archivo del almacenamiento. Vacío: commerce-webhooks.sqlite en la carpeta del propio n8n.',
	},
	'The subscription to work on': { pt: 'A inscrição em questão', es: 'La suscripción en cuestión' },
	'The subscriptions you choose, whatever events they want': {
		pt: 'As inscrições que você escolher, quaisquer que sejam os eventos que elas querem',
		es: 'Las suscripciones que elijas, sean cuales sean los eventos que quieren',
	},
	'The token itself. It is kept sealed and never shown again.': {
		pt: 'O próprio token. Fica lacrado e nunca mais é mostrado.',
		es: 'El token mismo. Queda sellado y nunca más se muestra.',
	},
	'The user name of the account in iPag': {
		pt: 'O nome de usuário da conta no iPag',
		es: 'El nombre de usuario de la cuenta en iPag',
	},
	'The waits before the second, third, fourth and fifth attempt': {
		pt: 'As esperas antes da segunda, terceira, quarta e quinta tentativa',
		es: 'Las esperas antes del segundo, tercer, cuarto y quinto intento',
	},
	'Those executions show in the list of executions, not here.': {
		pt: 'Essas execuções aparecem na lista de execuções, não aqui.',
		es: 'Esas ejecuciones aparecen en la lista de ejecuciones, no aquí.',
	},
	'Timeout Seconds': { pt: 'Tempo limite em segundos', es: 'Tiempo límite en segundos' },
	Token: { pt: 'Token', es: 'Token' },
	'Token Header': { pt: 'Cabeçalho do token', es: 'Encabezado del token' },
	'Token Parameter': { pt: 'Parâmetro do token', es: 'Parámetro del token' },
	'Token Query Parameter': { pt: 'Parâmetro do token na URL', es: 'Parámetro del token en la URL' },
	'Token Value': { pt: 'Valor do token', es: 'Valor del token' },
	'Trigger On': { pt: 'Iniciar em', es: 'Iniciar con' },
	Until: { pt: 'Até', es: 'Hasta' },
	Update: { pt: 'Atualizar', es: 'Actualizar' },
	'Update Fields': { pt: 'Campos a atualizar', es: 'Campos a actualizar' },
	'Update subscription': { pt: 'Atualizar inscrição', es: 'Actualizar suscripción' },
	URL: { pt: 'URL', es: 'URL' },
	User: { pt: 'Usuário', es: 'Usuario' },
	'Validate URL': { pt: 'Validar URL', es: 'Validar URL' },
	'Validate URL of subscription': {
		pt: 'Validar URL da inscrição',
		es: 'Validar URL de la suscripción',
	},
	'Wait for Final Result': { pt: 'Aguardar resultado final', es: 'Esperar el resultado final' },
	Waiting: { pt: 'Em espera', es: 'En espera' },
	'Waiting for an event from Gestão Online': {
		pt: 'Aguardando um evento da Gestão Online',
		es: 'Esperando un evento de Gestão Online',
	},
	'Waiting for an event from Hotmart': {
		pt: 'Aguardando um evento da Hotmart',
		es: 'Esperando un evento de Hotmart',
	},
	'Waiting for an event from iPag': {
		pt: 'Aguardando um evento do iPag',
		es: 'Esperando un evento de iPag',
	},
	'Waiting for an event from iSET': {
		pt: 'Aguardando um evento da iSET',
		es: 'Esperando un evento de iSET',
	},
	'Waiting for something to happen to a delivery or a subscription': {
		pt: 'Aguardando que algo aconteça com uma entrega ou uma inscrição',
		es: 'Esperando que algo pase con una entrega o una suscripción',
	},
	'Webhook Dispatcher': { pt: 'Webhook Dispatcher', es: 'Webhook Dispatcher' },
	'Webhook Dispatcher Trigger': {
		pt: 'Webhook Dispatcher Trigger',
		es: 'Webhook Dispatcher Trigger',
	},
	'Webhook Store (Optional)': { pt: 'Webhook Store (opcional)', es: 'Webhook Store (opcional)' },
	'What became of it so far': {
		pt: 'O que foi feito dele até agora',
		es: 'Qué pasó con él hasta ahora',
	},
	'What becomes of an event whose execution ended because n8n itself ended': {
		pt: 'O que acontece com um evento cuja execução terminou porque o próprio n8n parou',
		es: 'Qué pasa con un evento cuya ejecución terminó porque el propio n8n se detuvo',
	},
	'What happened, as subscriptions name it': {
		pt: 'O que aconteceu, como as inscrições o chamam',
		es: 'Qué pasó, como lo llaman las suscripciones',
	},
	'What is dispatched': { pt: 'O que é disparado', es: 'Qué se envía' },
	'What is sent, as JSON': { pt: 'O que é enviado, em JSON', es: 'Qué se envía, en JSON' },
	'What starts this workflow': { pt: 'O que inicia este workflow', es: 'Qué inicia este workflow' },
	'What the platform calls it. For an event that is not in the list, enter its name by an expression.':
		{
			pt: 'Como a plataforma o chama. Para um evento que não está na lista, informe o nome por uma expressão.',
			es: 'Cómo lo llama la plataforma. Para un evento que no está en la lista, indica su nombre con una expresión.',
		},
	'What the receiver gets': { pt: 'O que o destinatário recebe', es: 'Qué recibe el destinatario' },
	'What this subscription gets: everything, a family such as purchase.*, a type, or a platform’s own event name':
		{
			pt: 'O que esta inscrição recebe: tudo, uma família como purchase.*, um tipo ou o nome de evento da própria plataforma',
			es: 'Qué recibe esta suscripción: todo, una familia como purchase.*, un tipo o el nombre de evento de la propia plataforma',
		},
	'What to do with an authentic event that does not fit its documentation': {
		pt: 'O que fazer com um evento autêntico que não segue a documentação dele',
		es: 'Qué hacer con un evento auténtico que no sigue su documentación',
	},
	'What to put out': { pt: 'O que é gerado na saída', es: 'Qué se genera en la salida' },
	'What you call the receiver': {
		pt: 'Como você chama o destinatário',
		es: 'Cómo llamas al destinatario',
	},
	'What {0} sends that starts this workflow. Other events are answered and ignored.': {
		pt: 'O que {0} envia que inicia este workflow. Os outros eventos são respondidos e ignorados.',
		es: 'Lo que {0} envía que inicia este workflow. Los demás eventos se responden y se ignoran.',
	},
	'When it happened. Empty: now.': {
		pt: 'Quando aconteceu. Vazio: agora.',
		es: 'Cuándo pasó. Vacío: ahora.',
	},
	'When it is ready, publish the workflow and enter the production URL {0}.': {
		pt: 'Quando estiver pronto, publique o workflow e informe a URL de produção {0}.',
		es: 'Cuando esté listo, publica el workflow e ingresa la URL de producción {0}.',
	},
	'Where subscriptions, waiting events, deliveries and their history are kept': {
		pt: 'Onde ficam as inscrições, os eventos em espera, as entregas e o histórico',
		es: 'Dónde se guardan las suscripciones, los eventos en espera, las entregas y su historial',
	},
	'Where the account is: sandbox and production have keys of their own': {
		pt: 'Onde está a conta: sandbox e produção têm chaves próprias',
		es: 'Dónde está la cuenta: sandbox y producción tienen claves propias',
	},
	'Where the event is sent': {
		pt: 'Para onde o evento é enviado',
		es: 'A dónde se envía el evento',
	},
	'Where the webhooks are sent': {
		pt: 'Para onde os webhooks são enviados',
		es: 'A dónde se envían los webhooks',
	},
	"Whether an affiliate also gets the buyer's name, e-mail, phone, document and address": {
		pt: 'Se um afiliado também recebe nome, e-mail, telefone, documento e endereço do comprador',
		es: 'Si un afiliado también recibe el nombre, correo, teléfono, documento y dirección del comprador',
	},
	'Whether the execution fails where a delivery has failed for good': {
		pt: 'Se a execução falha quando uma entrega falhou de vez',
		es: 'Si la ejecución falla cuando una entrega falló del todo',
	},
	'Whether the execution goes on only when every delivery has succeeded or failed for good, which may take hours. Otherwise the first attempt is made at once and the rest go on in the background.':
		{
			pt: 'Se a execução só continua quando todas as entregas tiverem dado certo ou falhado de vez, o que pode levar horas. Do contrário, a primeira tentativa é feita na hora e as demais seguem em segundo plano.',
			es: 'Si la ejecución solo continúa cuando todas las entregas hayan tenido éxito o fallado del todo, lo que puede tardar horas. De lo contrario, el primer intento se hace de inmediato y los demás siguen en segundo plano.',
		},
	'Whether to connect with TLS and check the certificate of the server': {
		pt: 'Se a conexão usa TLS e confere o certificado do servidor',
		es: 'Si la conexión usa TLS y revisa el certificado del servidor',
	},
	'Whether to return all results or only up to a given limit': {
		pt: 'Se devem ser retornados todos os resultados ou só até um certo limite',
		es: 'Si se devuelven todos los resultados o solo hasta un límite dado',
	},
	'Strict Durability': { pt: 'Durabilidade estrita', es: 'Durabilidad estricta' },
	'Whether each attempt, and how each execution ended, waits for the disk too. Without it a power cut may have the last few deliveries sent once more, and the last events run once more where executions are not saved; nothing that was received or dispatched is lost either way.':
		{
			pt: 'Se cada tentativa, e como cada execução terminou, também espera pelo disco. Sem isso, uma queda de energia pode fazer as últimas entregas serem enviadas mais uma vez e, onde as execuções não são salvas, os últimos eventos serem executados mais uma vez; nada do que foi recebido ou despachado se perde em nenhum dos casos.',
			es: 'Si cada intento, y cómo terminó cada ejecución, espera también al disco. Sin esto, un corte de luz puede hacer que las últimas entregas se envíen una vez más y que, donde las ejecuciones no se guardan, los últimos eventos se ejecuten una vez más; nada de lo recibido o despachado se pierde en ningún caso.',
		},
	'Which deliveries are sent again; at least one filter is needed': {
		pt: 'Quais entregas são enviadas de novo; é preciso ao menos um filtro',
		es: 'Qué entregas se envían de nuevo; hace falta al menos un filtro',
	},
	'Who gets the event': { pt: 'Quem recebe o evento', es: 'Quién recibe el evento' },
	'Who the receiver belongs to': {
		pt: 'A quem o destinatário pertence',
		es: 'A quién pertenece el destinatario',
	},
	'Whose event it is': { pt: 'De quem é o evento', es: 'De quién es el evento' },
	'Whose events to get': {
		pt: 'De quem são os eventos a obter',
		es: 'De quién son los eventos a obtener',
	},
	'You enter the URL in iPag; nothing there is touched': {
		pt: 'Você informa a URL no iPag; nada lá é alterado',
		es: 'Tú ingresas la URL en iPag; allí no se toca nada',
	},
	'{0} The event shows here.<br /><br /><b>When it is ready</b>, publish the workflow and enter the <b>production URL</b> {1}. {2}':
		{
			pt: '{0} O evento aparece aqui.<br /><br /><b>Quando estiver pronto</b>, publique o workflow e informe a <b>URL de produção</b> {1}. {2}',
			es: '{0} El evento aparece aquí.<br /><br /><b>Cuando esté listo</b>, publica el workflow e ingresa la <b>URL de producción</b> {1}. {2}',
		},
	'{0}<br /><br />The workflow is published: events sent to the <b>production URL</b> start it. {1}':
		{
			pt: '{0}<br /><br />O workflow está publicado: os eventos enviados à <b>URL de produção</b> o iniciam. {1}',
			es: '{0}<br /><br />El workflow está publicado: los eventos enviados a la <b>URL de producción</b> lo inician. {1}',
		},
};
