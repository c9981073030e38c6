import type { Translations } from './translation';

/** What is said while something runs: errors, remedies, tests of credentials, entries of lists, reports. */
export const messages: Translations = {
	'"{0}" cannot be a schema of the webhook store': {
		pt: '"{0}" não pode ser um schema do armazenamento de webhooks',
		es: '"{0}" no puede ser un esquema del almacenamiento de webhooks',
	},
	'"{0}" cannot be read as an entry': {
		pt: '"{0}" não pode ser lido como uma entrada da lista',
		es: '"{0}" no se puede leer como una entrada de la lista',
	},
	'"{0}" in the retry schedule cannot be read as a wait': {
		pt: '"{0}" na agenda de novas tentativas não pode ser lido como uma espera',
		es: '"{0}" en el calendario de reintentos no se puede leer como una espera',
	},
	'"{0}" in the retry schedule is not between 1 second and 24 hours': {
		pt: '"{0}" na agenda de novas tentativas não está entre 1 segundo e 24 horas',
		es: '"{0}" en el calendario de reintentos no está entre 1 segundo y 24 horas',
	},
	'"{0}" is not JSON': { pt: '"{0}" não é JSON', es: '"{0}" no es JSON' },
	'"{0}" is not usable: {1}': {
		pt: '"{0}" não pode ser usado: {1}',
		es: '"{0}" no se puede usar: {1}',
	},
	'{0} attempts': { pt: '{0} tentativas', es: '{0} intentos' },
	'{0} by state': { pt: '{0}, por estado', es: '{0}, por estado' },
	'{0} days': { pt: '{0} dias', es: '{0} días' },
	'{0} deliveries in a row failed for good over more than 24 hours': {
		pt: '{0} entregas seguidas falharam de vez ao longo de mais de 24 horas',
		es: '{0} entregas seguidas fallaron del todo durante más de 24 horas',
	},
	'{0} more, together': { pt: 'Mais {0}, juntas', es: '{0} más, juntas' },
	'{0} to {1}': { pt: '{0} a {1}', es: '{0} a {1}' },
	'1 attempt': { pt: '1 tentativa', es: '1 intento' },
	'1 delivery has failed for good': {
		pt: '1 entrega falhou de vez',
		es: '1 entrega falló del todo',
	},
	'A proxy stands before the receiver: use an address that is reached without one': {
		pt: 'Há um proxy na frente do destinatário: use um endereço alcançado sem ele',
		es: 'Hay un proxy delante del destinatario: usa una dirección a la que se llegue sin él',
	},
	'A redirect is never followed, so nothing would arrive: it leads to {0}; if that is the receiver, use that address':
		{
			pt: 'Um redirecionamento nunca é seguido, então nada chegaria: ele leva a {0}; se esse é o destinatário, use esse endereço',
			es: 'Una redirección nunca se sigue, así que no llegaría nada: lleva a {0}; si ese es el destinatario, usa esa dirección',
		},
	'A redirect is never followed, so nothing would arrive: use the address at which the receiver itself answers':
		{
			pt: 'Um redirecionamento nunca é seguido, então nada chegaria: use o endereço em que o próprio destinatário responde',
			es: 'Una redirección nunca se sigue, así que no llegaría nada: usa la dirección en la que responde el propio destinatario',
		},
	'A request is signed with 1 to {0} keys, not {1}': {
		pt: 'Uma requisição é assinada com 1 a {0} chaves, não {1}',
		es: 'Una solicitud se firma con 1 a {0} claves, no {1}',
	},
	'A secret in the webhook store cannot be decrypted': {
		pt: 'Um segredo no armazenamento de webhooks não pode ser decifrado',
		es: 'Un secreto del almacenamiento de webhooks no se puede descifrar',
	},
	'Access is blocked for legal reasons: ask who runs the receiver': {
		pt: 'O acesso está bloqueado por motivos legais: pergunte a quem opera o destinatário',
		es: 'El acceso está bloqueado por motivos legales: pregunta a quien opera el destinatario',
	},
	'Add a filter, e.g. State: Failed, or Since with the time from which on all are meant': {
		pt: 'Adicione um filtro, ex.: Estado: Com falha, ou Desde com o momento a partir do qual todas valem',
		es: 'Agrega un filtro, p. ej. Estado: Fallidas, o Desde con el momento a partir del cual valen todas',
	},
	'Add a Webhook Store API credential with the engine Postgres to this node': {
		pt: 'Adicione a este nó uma credencial Webhook Store API com o banco Postgres',
		es: 'Agrega a este nodo una credencial Webhook Store API con el motor Postgres',
	},
	'addresses (10.0.0.5), ranges (10.0.0.0/8) or host names (crm.internal, *.internal)': {
		pt: 'endereços (10.0.0.5), faixas (10.0.0.0/8) ou nomes de host (crm.internal, *.internal)',
		es: 'direcciones (10.0.0.5), rangos (10.0.0.0/8) o nombres de host (crm.internal, *.internal)',
	},
	'addresses (203.0.113.7) or ranges (203.0.113.0/24)': {
		pt: 'endereços (203.0.113.7) ou faixas (203.0.113.0/24)',
		es: 'direcciones (203.0.113.7) o rangos (203.0.113.0/24)',
	},
	'another process keeps it locked': {
		pt: 'outro processo o mantém travado',
		es: 'otro proceso lo mantiene bloqueado',
	},
	array: { pt: 'lista', es: 'lista' },
	boolean: { pt: 'verdadeiro ou falso', es: 'verdadero o falso' },
	canceled: { pt: 'cancelada', es: 'cancelada' },
	'Check API ID, API key and environment in the credential iPag API.': {
		pt: 'Confira ID da API, chave da API e ambiente na credencial iPag API.',
		es: 'Revisa el ID de la API, la clave de la API y el entorno en la credencial iPag API.',
	},
	'Check database, user and password in the Webhook Store credential': {
		pt: 'Confira banco de dados, usuário e senha na credencial Webhook Store',
		es: 'Revisa la base de datos, el usuario y la contraseña en la credencial Webhook Store',
	},
	'Check environment and base URL in the credential iPag API.': {
		pt: 'Confira ambiente e URL base na credencial iPag API.',
		es: 'Revisa el entorno y la URL base en la credencial iPag API.',
	},
	'Check host and port of {0}, and that the receiver runs and its firewall lets this server through':
		{
			pt: 'Confira host e porta de {0}, e se o destinatário está no ar e o firewall dele deixa este servidor passar',
			es: 'Revisa el host y el puerto de {0}, y que el destinatario esté en marcha y su firewall deje pasar a este servidor',
		},
	'Check that {0} can be reached from this server, and that the receiver answers before it does its work':
		{
			pt: 'Confira se {0} pode ser alcançado a partir deste servidor, e se o destinatário responde antes de fazer o trabalho dele',
			es: 'Revisa que se pueda llegar a {0} desde este servidor, y que el destinatario responda antes de hacer su trabajo',
		},
	'Check that the port is that of a web server that speaks HTTP/1.1': {
		pt: 'Confira se a porta é a de um servidor web que fala HTTP/1.1',
		es: 'Revisa que el puerto sea el de un servidor web que hable HTTP/1.1',
	},
	'Check that the port is that of a web server, and that no firewall ends the connection': {
		pt: 'Confira se a porta é a de um servidor web, e se nenhum firewall encerra a conexão',
		es: 'Revisa que el puerto sea el de un servidor web, y que ningún firewall corte la conexión',
	},
	'Check that the port is that of a web server, and whether the URL must begin with https://': {
		pt: 'Confira se a porta é a de um servidor web, e se a URL precisa começar com https://',
		es: 'Revisa que el puerto sea el de un servidor web, y si la URL debe empezar con https://',
	},
	'Check that this n8n can reach iPag and that the environment in the credential iPag API is right, then publish the workflow again.':
		{
			pt: 'Confira se este n8n alcança o iPag e se o ambiente na credencial iPag API está certo, e publique o workflow de novo.',
			es: 'Revisa que este n8n pueda alcanzar iPag y que el entorno en la credencial iPag API sea el correcto, y publica el workflow de nuevo.',
		},
	'Check the spelling of {0}; a new name may take hours until it is known everywhere': {
		pt: 'Confira a grafia de {0}; um nome novo pode levar horas até ser conhecido em toda parte',
		es: 'Revisa cómo está escrito {0}; un nombre nuevo puede tardar horas en conocerse en todas partes',
	},
	'Choose a resource and an operation from the lists': {
		pt: 'Escolha um recurso e uma operação nas listas',
		es: 'Elige un recurso y una operación de las listas',
	},
	'Choose an end after the beginning, or leave it empty for now': {
		pt: 'Escolha um fim depois do início, ou deixe vazio para agora',
		es: 'Elige un final posterior al inicio, o déjalo vacío para ahora',
	},
	'Choose at least one subscription, or set Send To to Matching Subscriptions': {
		pt: 'Escolha ao menos uma inscrição, ou defina Enviar para como Inscrições correspondentes',
		es: 'Elige al menos una suscripción, o pon Enviar a en Suscripciones que coinciden',
	},
	'Choose from the list, or enter an ID': {
		pt: 'Escolha na lista, ou informe um ID',
		es: 'Elige de la lista, o indica un ID',
	},
	'Choose from the list, or enter one of {0}': {
		pt: 'Escolha na lista, ou informe um destes: {0}',
		es: 'Elige de la lista, o indica uno de estos: {0}',
	},
	'Choose from the list, or take the ID from Subscription: Get Many': {
		pt: 'Escolha na lista, ou pegue o ID em Inscrição: Obter vários',
		es: 'Elige de la lista, o toma el ID de Suscripción: Obtener varios',
	},
	'Choose one from the list, or take its ID (rcv_…) from Received Event: Get Many. Finished ones are deleted after the retention time':
		{
			pt: 'Escolha um na lista ou pegue o ID (rcv_…) em Evento recebido: Obter vários. Os concluídos são excluídos após o tempo de retenção',
			es: 'Elige uno de la lista o toma su ID (rcv_…) de Evento recibido: Obtener varios. Los terminados se eliminan tras el tiempo de retención',
		},
	'Choose one from the list, or take its ID from Delivery: Get Many. Finished ones are deleted after the retention time':
		{
			pt: 'Escolha uma na lista ou pegue o ID em Entrega: Obter vários. As concluídas são excluídas após o tempo de retenção',
			es: 'Elige una de la lista o toma su ID de Entrega: Obtener varios. Las terminadas se eliminan tras el tiempo de retención',
		},
	'Choose one from the list, or take its ID from Subscription: Get Many': {
		pt: 'Escolha uma na lista ou pegue o ID em Inscrição: Obter vários',
		es: 'Elige una de la lista o toma su ID de Suscripción: Obtener varios',
	},
	'Choose one from the list, or take its ID from Subscription: Get Many; one that was deleted is known while its deliveries are':
		{
			pt: 'Escolha uma na lista ou pegue o ID em Inscrição: Obter vários; uma que foi excluída é conhecida enquanto houver entregas dela',
			es: 'Elige una de la lista o toma su ID de Suscripción: Obtener varios; una que fue eliminada se conoce mientras existan sus entregas',
		},
	'Choose one of them from the list, or by its ID': {
		pt: 'Escolha uma delas na lista ou pelo ID',
		es: 'Elige una de ellas de la lista o por su ID',
	},
	'Choose subscriptions whose audience is the producer': {
		pt: 'Escolha inscrições cujo público é o produtor',
		es: 'Elige suscripciones cuyo público sea el productor',
	},
	'Choose the events that iPag is to send to this node.': {
		pt: 'Escolha os eventos que o iPag deve enviar a este nó.',
		es: 'Elige los eventos que iPag debe enviar a este nodo.',
	},
	'Close the program that holds the file': {
		pt: 'Feche o programa que segura o arquivo',
		es: 'Cierra el programa que retiene el archivo',
	},
	'Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload':
		{
			pt: 'Conecte o gatilho diretamente, ou defina Origem do evento como Definir abaixo e informe o tipo e o payload',
			es: 'Conecta el trigger directamente, o pon Origen del evento en Definir abajo e indica el tipo y el payload',
		},
	'Copy the signing secret (signingSecret) now and give it to the receiver: it is not shown again. n8n keeps this output with the execution.':
		{
			pt: 'Copie agora o segredo de assinatura (signingSecret) e informe-o ao destinatário: ele não é mostrado de novo. O n8n guarda esta saída com a execução.',
			es: 'Copia ahora el secreto de firma (signingSecret) y dáselo al destinatario: no se muestra de nuevo. n8n guarda esta salida con la ejecución.',
		},
	'Correct this field': { pt: 'Corrija este campo', es: 'Corrige este campo' },
	Created: { pt: 'Criadas', es: 'Creadas' },
	'Created from {0} to {1}': { pt: 'Criadas de {0} a {1}', es: 'Creadas desde {0} hasta {1}' },
	date: { pt: 'data', es: 'fecha' },
	day: { pt: 'dia', es: 'día' },
	deleted: { pt: 'excluída', es: 'eliminada' },
	delivered: { pt: 'entregue', es: 'entregada' },
	'Deliveries per {0}': { pt: 'Entregas por {0}', es: 'Entregas por {0}' },
	'Disabled by a user': { pt: 'Desativada por um usuário', es: 'Desactivada por un usuario' },
	'Dispatch the event anew': {
		pt: 'Dispare o evento de novo',
		es: 'Envía el evento de nuevo como uno nuevo',
	},
	done: { pt: 'concluído', es: 'terminado' },
	'Duration p50, p95': { pt: 'Duração p50, p95', es: 'Duración p50, p95' },
	emitted: { pt: 'emitido', es: 'emitido' },
	'Enable the subscription first': {
		pt: 'Ative a inscrição primeiro',
		es: 'Activa primero la suscripción',
	},
	'Enter its value: {0} only stands for one that is stored': {
		pt: 'Informe o valor: {0} só está no lugar de um que já está armazenado',
		es: 'Ingresa su valor: {0} solo está en lugar de uno que ya está almacenado',
	},
	'Enter JSON, e.g. {0}, or an expression that gives an object': {
		pt: 'Informe JSON, ex.: {0}, ou uma expressão que gere um objeto',
		es: 'Ingresa JSON, p. ej. {0}, o una expresión que dé un objeto',
	},
	'Enter the value the receiver expects, or leave Token Header and Token Query Parameter empty': {
		pt: 'Informe o valor que o destinatário espera, ou deixe vazios Cabeçalho do token e Parâmetro do token na URL',
		es: 'Ingresa el valor que el destinatario espera, o deja vacíos Encabezado del token y Parámetro del token en la URL',
	},
	failed: { pt: 'falhou', es: 'fallida' },
	'Failed for good': { pt: 'Falharam de vez', es: 'Fallaron del todo' },
	'Failed for good: {0} of {1}. The attempts in the output say why; Delivery: Resend sends one again.':
		{
			pt: 'Falharam de vez: {0} de {1}. As tentativas na saída dizem o motivo; Entrega: Reenviar envia uma de novo.',
			es: 'Fallaron del todo: {0} de {1}. Los intentos en la salida dicen el motivo; Entrega: Reenviar envía una de nuevo.',
		},
	'Free some disk space; work goes on by itself': {
		pt: 'Libere espaço em disco; o trabalho continua sozinho',
		es: 'Libera espacio en disco; el trabajo continúa solo',
	},
	'Give objects, lists, texts, numbers, true, false or null': {
		pt: 'Informe objetos, listas, textos, números, true, false ou null',
		es: 'Indica objetos, listas, textos, números, true, false o null',
	},
	'has a value with a character that cannot be sent': {
		pt: 'tem um valor com um caractere que não pode ser enviado',
		es: 'tiene un valor con un carácter que no se puede enviar',
	},
	hour: { pt: 'hora', es: 'hora' },
	'If it is meant to be reached, an administrator can add {0} to "Allowed Networks" of the Webhook Store API credential, or to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.':
		{
			pt: 'Se o acesso é desejado, um administrador pode incluir {0} em "Redes permitidas" da credencial Webhook Store API, ou em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES do n8n.',
			es: 'Si se quiere llegar a él, un administrador puede agregar {0} en "Redes permitidas" de la credencial Webhook Store API, o en N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES de n8n.',
		},
	'If it is meant to be reached, an administrator can take it out of N8N_SSRF_BLOCKED_IP_RANGES or N8N_SSRF_BLOCKED_HOSTNAMES, or add it to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.':
		{
			pt: 'Se o acesso é desejado, um administrador pode tirá-lo de N8N_SSRF_BLOCKED_IP_RANGES ou N8N_SSRF_BLOCKED_HOSTNAMES do n8n, ou incluí-lo em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES.',
			es: 'Si se quiere llegar a él, un administrador puede quitarlo de N8N_SSRF_BLOCKED_IP_RANGES o N8N_SSRF_BLOCKED_HOSTNAMES de n8n, o agregarlo a N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES.',
		},
	'In queue mode the embedded store cannot be used: each process would keep its own': {
		pt: 'No modo de fila o armazenamento embutido não pode ser usado: cada processo teria o seu',
		es: 'En el modo de cola no se puede usar el almacenamiento integrado: cada proceso tendría el suyo',
	},
	int: { pt: 'número inteiro', es: 'número entero' },
	'Invalid input': { pt: 'o valor não serve', es: 'el valor no sirve' },
	'Invalid input: expected {0}': { pt: 'valor esperado: {0}', es: 'valor esperado: {0}' },
	'Invalid input: expected {0}, received {1}': {
		pt: 'tipo esperado: {0}; recebido: {1}',
		es: 'tipo esperado: {0}; recibido: {1}',
	},
	'Invalid option: expected one of {0}': {
		pt: 'valores aceitos: {0}',
		es: 'valores aceptados: {0}',
	},
	'iPag answered {0} when asked to {1}': {
		pt: 'O iPag respondeu {0} ao pedido para {1}',
		es: 'iPag respondió {0} al pedirle {1}',
	},
	'iPag could not be asked to {0}: {1}': {
		pt: 'Não foi possível pedir ao iPag para {0}: {1}',
		es: 'No se pudo pedir a iPag {0}: {1}',
	},
	'iPag must be able to reach the URL: https, a public host name, 255 characters at most. Set WEBHOOK_URL where n8n runs behind a proxy.':
		{
			pt: 'O iPag precisa alcançar a URL: https, um nome de host público, no máximo 255 caracteres. Defina WEBHOOK_URL se o n8n roda atrás de um proxy.',
			es: 'iPag debe poder alcanzar la URL: https, un nombre de host público, 255 caracteres como máximo. Define WEBHOOK_URL si n8n corre detrás de un proxy.',
		},
	'is being run now': { pt: 'está sendo executado agora', es: 'se está ejecutando ahora' },
	'is given twice': { pt: 'foi informado duas vezes', es: 'se indicó dos veces' },
	'is missing': { pt: 'está faltando', es: 'falta' },
	'is no valid header name': {
		pt: 'não é um nome de cabeçalho válido',
		es: 'no es un nombre de encabezado válido',
	},
	'is not a time': { pt: 'não é uma data e hora', es: 'no es una fecha y hora' },
	'is not a time; use e.g. 2026-01-31T12:00:00Z': {
		pt: 'não é uma data e hora; use por exemplo 2026-01-31T12:00:00Z',
		es: 'no es una fecha y hora; usa por ejemplo 2026-01-31T12:00:00Z',
	},
	'is set by the sender itself': {
		pt: 'é definido pelo próprio remetente',
		es: 'lo pone el propio remitente',
	},
	'It gets too many requests just now: consider a rate limit for the subscription': {
		pt: 'Ele está recebendo requisições demais agora: considere um limite de taxa para a inscrição',
		es: 'Está recibiendo demasiadas solicitudes ahora: considera un límite de frecuencia para la suscripción',
	},
	'it has ended as "{0}"': { pt: 'ela terminou como "{0}"', es: 'terminó como "{0}"' },
	'it is being sent now': { pt: 'ela está sendo enviada agora', es: 'se está enviando ahora' },
	'It refuses a request without proof: make sure that it takes the signature, token or headers of the subscription':
		{
			pt: 'Ele recusa uma requisição sem prova: confira se ele aceita a assinatura, o token ou os cabeçalhos da inscrição',
			es: 'Rechaza una solicitud sin prueba: revisa que acepte la firma, el token o los encabezados de la suscripción',
		},
	'it was deleted': { pt: 'ela foi excluída', es: 'fue eliminada' },
	'it was sent {0} times already': {
		pt: 'ela já foi enviada {0} vezes',
		es: 'ya se envió {0} veces',
	},
	'its subscription is switched off': {
		pt: 'a inscrição dela está desligada',
		es: 'su suscripción está apagada',
	},
	'its subscription was deleted': {
		pt: 'a inscrição dela foi excluída',
		es: 'su suscripción fue eliminada',
	},
	kept: { pt: 'guardado', es: 'guardado' },
	'Last failures': { pt: 'Últimas falhas', es: 'Últimas fallas' },
	'Leave it empty to have one made, or give {0} followed by the base64 of {1} to {2} random bytes.':
		{
			pt: 'Deixe vazio para que um seja gerado, ou informe {0} seguido do base64 de {1} a {2} bytes aleatórios.',
			es: 'Déjalo vacío para que se genere uno, o indica {0} seguido del base64 de {1} a {2} bytes aleatorios.',
		},
	'Leave it out of one of them: only one value can be sent': {
		pt: 'Tire-o de um dos dois: só um valor pode ser enviado',
		es: 'Quítalo de uno de los dos: solo se puede enviar un valor',
	},
	'Leave out what the receiver does not need, or send a link to it': {
		pt: 'Deixe de fora o que o destinatário não precisa, ou envie um link para o conteúdo',
		es: 'Deja fuera lo que el destinatario no necesita, o envía un enlace al contenido',
	},
	'Let the user that runs n8n write to this folder, or set another path in the Webhook Store credential':
		{
			pt: 'Permita que o usuário que roda o n8n grave nesta pasta, ou informe outro caminho na credencial Webhook Store',
			es: 'Permite que el usuario que ejecuta n8n escriba en esta carpeta, o indica otra ruta en la credencial Webhook Store',
		},
	'Let this user create tables in the schema of the Webhook Store credential': {
		pt: 'Permita que este usuário crie tabelas no schema da credencial Webhook Store',
		es: 'Permite que este usuario cree tablas en el esquema de la credencial Webhook Store',
	},
	'List one to four waits, separated by commas, e.g. 5s, 5m, 30m, 2h. They follow the first attempt, which is made at once.':
		{
			pt: 'Liste de uma a quatro esperas, separadas por vírgulas, ex.: 5s, 5m, 30m, 2h. Elas vêm depois da primeira tentativa, que é feita na hora.',
			es: 'Indica de una a cuatro esperas, separadas por comas, p. ej. 5s, 5m, 30m, 2h. Siguen al primer intento, que se hace de inmediato.',
		},
	'list the webhooks': { pt: 'listar os webhooks', es: 'listar los webhooks' },
	'Look at the attempts: Delivery: Get Many, filtered by the state "failed"': {
		pt: 'Veja as tentativas: Entrega: Obter vários, com o filtro Estado: Com falha',
		es: 'Revisa los intentos: Entrega: Obtener varios, con el filtro Estado: Fallidas',
	},
	'Looks usable; the first event from {0} proves it': {
		pt: 'Parece utilizável; o primeiro evento de {0} confirma',
		es: 'Parece utilizable; el primer evento de {0} lo confirma',
	},
	'Max number of deliveries to send again, the oldest first; at most {0}': {
		pt: 'Máximo de entregas a reenviar, as mais antigas primeiro; no máximo {0}',
		es: 'Máximo de entregas a reenviar, las más antiguas primero; como máximo {0}',
	},
	'must be words with dots between them, e.g. order.paid': {
		pt: 'deve ser palavras com pontos entre elas, ex.: order.paid',
		es: 'debe ser palabras con puntos entre ellas, p. ej. order.paid',
	},
	'must not be empty': { pt: 'não pode ficar vazio', es: 'no puede quedar vacío' },
	'Names consist of letters, digits and hyphens, values of one line of Latin characters; connection, length, host and webhook-* headers cannot be set.':
		{
			pt: 'Os nomes são feitos de letras, números e hifens, os valores de uma linha de caracteres latinos; os cabeçalhos de conexão, de tamanho, host e webhook-* não podem ser definidos.',
			es: 'Los nombres llevan letras, números y guiones, los valores una línea de caracteres latinos; los encabezados de conexión, de longitud, host y webhook-* no se pueden definir.',
		},
	NaN: { pt: 'algo que não é número', es: 'algo que no es un número' },
	'needs at least one': { pt: 'precisa de ao menos um', es: 'necesita al menos uno' },
	'needs at least one event': {
		pt: 'precisa de ao menos um evento',
		es: 'necesita al menos un evento',
	},
	'no answer': { pt: 'sem resposta', es: 'sin respuesta' },
	'No connection could be made': {
		pt: 'Não foi possível estabelecer a conexão',
		es: 'No se pudo establecer la conexión',
	},
	'No connection was made within {0} ms': {
		pt: 'Nenhuma conexão foi feita em {0} ms',
		es: 'No se estableció ninguna conexión en {0} ms',
	},
	'No event of iPag is selected': {
		pt: 'Nenhum evento do iPag foi selecionado',
		es: 'No hay ningún evento de iPag seleccionado',
	},
	'No filter is set: every delivery there is would be sent again': {
		pt: 'Nenhum filtro foi definido: todas as entregas que existem seriam enviadas de novo',
		es: 'No hay ningún filtro: se enviarían de nuevo todas las entregas que existen',
	},
	'No ID is given': { pt: 'Nenhum ID foi informado', es: 'No se indicó ningún ID' },
	'No secure connection could be made': {
		pt: 'Não foi possível estabelecer uma conexão segura',
		es: 'No se pudo establecer una conexión segura',
	},
	'No subscription has the URL {0}': {
		pt: 'Nenhuma inscrição tem a URL {0}',
		es: 'Ninguna suscripción tiene la URL {0}',
	},
	'No subscription is selected': {
		pt: 'Nenhuma inscrição foi selecionada',
		es: 'No hay ninguna suscripción seleccionada',
	},
	'No subscription wants {0}: nothing was sent for it. Create a subscription, or look at the events, platforms and products of those there are.':
		{
			pt: 'Nenhuma inscrição quer {0}: nada foi enviado por ele. Crie uma inscrição, ou veja os eventos, as plataformas e os produtos das que existem.',
			es: 'Ninguna suscripción quiere {0}: no se envió nada por él. Crea una suscripción, o revisa los eventos, las plataformas y los productos de las que existen.',
		},
	'none ended': { pt: 'nenhuma terminou', es: 'ninguna terminó' },
	'Not delivered yet: {0} of {1}. The next attempts follow by themselves; Delivery: Get Many shows them.':
		{
			pt: 'Ainda não entregues: {0} de {1}. As próximas tentativas seguem sozinhas; Entrega: Obter vários as mostra.',
			es: 'Aún no entregadas: {0} de {1}. Los próximos intentos siguen por sí solos; Entrega: Obtener varios los muestra.',
		},
	'not shown': { pt: 'não mostrada', es: 'no se muestra' },
	'Nothing has failed for good.': { pt: 'Nada falhou de vez.', es: 'Nada falló del todo.' },
	'Nothing is to be done; where its workflow is not published, publish it': {
		pt: 'Não é preciso fazer nada; se o workflow dele não está publicado, publique-o',
		es: 'No hay que hacer nada; si su workflow no está publicado, publícalo',
	},
	'Nothing more is sent for it, so there is nothing to cancel': {
		pt: 'Nada mais é enviado para ela, então não há o que cancelar',
		es: 'No se envía nada más para ella, así que no hay nada que cancelar',
	},
	'Nothing was changed in it. Restore it from a backup, or move it away and a new store is made; or set another path in the Webhook Store credential':
		{
			pt: 'Nada foi alterado nele. Restaure-o de um backup, ou mova-o para outro lugar e um novo armazenamento é criado; ou informe outro caminho na credencial Webhook Store',
			es: 'No se cambió nada en él. Restáuralo de un respaldo, o muévelo a otro lugar y se crea un almacenamiento nuevo; o indica otra ruta en la credencial Webhook Store',
		},
	'Nothing was changed in it. Set another path in the Webhook Store credential': {
		pt: 'Nada foi alterado nele. Informe outro caminho na credencial Webhook Store',
		es: 'No se cambió nada en él. Indica otra ruta en la credencial Webhook Store',
	},
	'Nothing was created in this time.': {
		pt: 'Nada foi criado neste período.',
		es: 'No se creó nada en este período.',
	},
	null: { pt: 'nada', es: 'nada' },
	number: { pt: 'número', es: 'número' },
	object: { pt: 'objeto', es: 'objeto' },
	pending: { pt: 'pendente', es: 'pendiente' },
	'Publish the workflow again later, or set Registration to Manual and enter the URL in iPag.': {
		pt: 'Publique o workflow de novo mais tarde, ou defina Registro como Manual e informe a URL no iPag.',
		es: 'Publica el workflow de nuevo más tarde, o pon Registro en Manual e ingresa la URL en iPag.',
	},
	'Read at {0}. All times are UTC.': {
		pt: 'Lido em {0}. Todos os horários estão em UTC.',
		es: 'Leído el {0}. Todas las horas están en UTC.',
	},
	Reason: { pt: 'Motivo', es: 'Motivo' },
	Receiver: { pt: 'Destinatário', es: 'Destinatario' },
	record: { pt: 'objeto', es: 'objeto' },
	'register the webhook': { pt: 'registrar o webhook', es: 'registrar el webhook' },
	'remove the webhook': { pt: 'remover o webhook', es: 'quitar el webhook' },
	'Run n8n on Node.js 24 or newer, or use a Webhook Store credential with Postgres': {
		pt: 'Rode o n8n no Node.js 24 ou mais novo, ou use uma credencial Webhook Store com Postgres',
		es: 'Ejecuta n8n en Node.js 24 o más nuevo, o usa una credencial Webhook Store con Postgres',
	},
	sending: { pt: 'enviando', es: 'enviando' },
	'Servers refuse larger ones: leave some out.': {
		pt: 'Servidores recusam cabeçalhos maiores: deixe alguns de fora.',
		es: 'Los servidores rechazan encabezados más grandes: deja algunos fuera.',
	},
	skipped: { pt: 'pulada', es: 'omitida' },
	'Skipped, canceled': { pt: 'Puladas · canceladas', es: 'Omitidas · canceladas' },
	'Stacked bars, one for each {0}. Most were created in {1}: {2}.': {
		pt: 'Barras empilhadas, uma por {0}. O período com mais entregas criadas foi {1}: {2}.',
		es: 'Barras apiladas, una por {0}. El período con más entregas creadas fue {1}: {2}.',
	},
	'Start the server, or correct host, port and SSL in the Webhook Store credential; work goes on by itself':
		{
			pt: 'Inicie o servidor, ou corrija host, porta e SSL na credencial Webhook Store; o trabalho continua sozinho',
			es: 'Inicia el servidor, o corrige el host, el puerto y SSL en la credencial Webhook Store; el trabajo continúa solo',
		},
	Status: { pt: 'Status', es: 'Estado HTTP' },
	'still waits and is going to be run anyway': {
		pt: 'ainda espera e será executado de qualquer forma',
		es: 'aún espera y se ejecutará de todos modos',
	},
	string: { pt: 'texto', es: 'texto' },
	Subscriptions: { pt: 'Inscrições', es: 'Suscripciones' },
	Success: { pt: 'Sucesso', es: 'Éxito' },
	'Success: delivered, of those delivered or failed for good. Duration: half of the answered attempts took the p50 at most, 95 of 100 the p95.':
		{
			pt: 'Sucesso: as entregues, entre as entregues e as que falharam de vez. Duração: metade das tentativas respondidas levou no máximo o p50, 95 em cada 100 no máximo o p95.',
			es: 'Éxito: las entregadas, entre las entregadas y las que fallaron del todo. Duración: la mitad de los intentos respondidos tardó como máximo el p50, 95 de cada 100 como máximo el p95.',
		},
	'switched off': { pt: 'desligada', es: 'apagada' },
	'That is no status of an answer: check that the URL leads to a web server': {
		pt: 'Isso não é um status de resposta: confira se a URL leva a um servidor web',
		es: 'Eso no es un estado de respuesta: revisa que la URL lleve a un servidor web',
	},
	'That is usual for an address that takes nothing but webhooks, by POST': {
		pt: 'Isso é comum em um endereço que só aceita webhooks, por POST',
		es: 'Eso es habitual en una dirección que solo acepta webhooks, por POST',
	},
	'That is usual for an address that takes POST only; if deliveries get 404 too, check the path': {
		pt: 'Isso é comum em um endereço que só aceita POST; se as entregas também receberem 404, confira o caminho',
		es: 'Eso es habitual en una dirección que solo acepta POST; si las entregas también reciben 404, revisa la ruta',
	},
	'The account may not manage webhooks. Ask iPag for it, or set Registration to Manual and enter the URL in iPag.':
		{
			pt: 'A conta não pode gerenciar webhooks. Peça isso ao iPag, ou defina Registro como Manual e informe a URL no iPag.',
			es: 'La cuenta no puede administrar webhooks. Pídeselo a iPag, o pon Registro en Manual e ingresa la URL en iPag.',
		},
	'The answer is not valid HTTP': {
		pt: 'A resposta não é HTTP válido',
		es: 'La respuesta no es HTTP válido',
	},
	'The connection was closed before there was an answer': {
		pt: 'A conexão foi fechada antes de haver resposta',
		es: 'La conexión se cerró antes de que hubiera respuesta',
	},
	'The custom headers have {0} characters instead of at most {1}': {
		pt: 'Os cabeçalhos personalizados têm {0} caracteres em vez de no máximo {1}',
		es: 'Los encabezados personalizados tienen {0} caracteres en lugar de como máximo {1}',
	},
	'The delivery {0} cannot be canceled: {1}': {
		pt: 'A entrega {0} não pode ser cancelada: {1}',
		es: 'La entrega {0} no se puede cancelar: {1}',
	},
	'The delivery {0} cannot be sent: {1}': {
		pt: 'A entrega {0} não pode ser enviada: {1}',
		es: 'La entrega {0} no se puede enviar: {1}',
	},
	'the disk is full': { pt: 'o disco está cheio', es: 'el disco está lleno' },
	'The event id "{0}" is empty or contains a dot': {
		pt: 'O ID do evento "{0}" está vazio ou contém um ponto',
		es: 'El ID del evento "{0}" está vacío o contiene un punto',
	},
	'The event {0} has {1} bytes; at most {2} bytes (512 KiB) are sent': {
		pt: 'O evento {0} tem {1} bytes; são enviados no máximo {2} bytes (512 KiB)',
		es: 'El evento {0} tiene {1} bytes; se envían como máximo {2} bytes (512 KiB)',
	},
	"The event {0} is of no sale with an affiliate: an affiliate's subscription gets nothing of it": {
		pt: 'O evento {0} não é de uma venda com afiliado: a inscrição de um afiliado não recebe nada dele',
		es: 'El evento {0} no es de una venta con afiliado: la suscripción de un afiliado no recibe nada de él',
	},
	'the file or its folder cannot be written': {
		pt: 'o arquivo ou a pasta dele não pode ser gravado',
		es: 'no se puede escribir en el archivo o en su carpeta',
	},
	'The file {0} is a SQLite database of another program, not a webhook store': {
		pt: 'O arquivo {0} é um banco SQLite de outro programa, não um armazenamento de webhooks',
		es: 'El archivo {0} es una base SQLite de otro programa, no un almacenamiento de webhooks',
	},
	'The header {0} has no value to keep': {
		pt: 'O cabeçalho {0} não tem um valor a manter',
		es: 'El encabezado {0} no tiene un valor que mantener',
	},
	'The header {0} is both the token header and one of the headers': {
		pt: 'O cabeçalho {0} é ao mesmo tempo o do token e um dos cabeçalhos',
		es: 'El encabezado {0} es a la vez el del token y uno de los encabezados',
	},
	'The header {0} {1}': { pt: 'O cabeçalho {0} {1}', es: 'El encabezado {0} {1}' },
	'The host name could not be resolved': {
		pt: 'O nome do host não pôde ser resolvido',
		es: 'No se pudo resolver el nombre del host',
	},
	'The input is not usable: {0}': {
		pt: 'A entrada não pode ser usada: {0}',
		es: 'La entrada no se puede usar: {0}',
	},
	'The item is not an event of one of this package\'s triggers: its field "{0}" {1}': {
		pt: 'O item não é um evento de um dos gatilhos deste pacote: o campo "{0}": {1}',
		es: 'El ítem no es un evento de uno de los triggers de este paquete: el campo "{0}": {1}',
	},
	'The newest {0} of {1} that failed for good.': {
		pt: 'As {0} mais recentes das {1} que falharam de vez.',
		es: 'Las {0} más recientes de las {1} que fallaron del todo.',
	},
	'The newest {0} that failed for good.': {
		pt: 'As mais recentes que falharam de vez: {0}.',
		es: 'Las más recientes que fallaron del todo: {0}.',
	},
	'The other side did not react in time': {
		pt: 'O outro lado não reagiu a tempo',
		es: 'El otro lado no reaccionó a tiempo',
	},
	'The payload of the event {0} cannot be written as JSON': {
		pt: 'O payload do evento {0} não pode ser escrito como JSON',
		es: 'El payload del evento {0} no se puede escribir como JSON',
	},
	'The period ends before it begins': {
		pt: 'O período termina antes de começar',
		es: 'El período termina antes de empezar',
	},
	'The port speaks HTTPS: begin the URL with https://': {
		pt: 'A porta fala HTTPS: comece a URL com https://',
		es: 'El puerto habla HTTPS: empieza la URL con https://',
	},
	'The process that made this attempt ended or was paused before it could record the answer; the receiver may have got the request':
		{
			pt: 'O processo que fez esta tentativa terminou ou ficou parado antes de registrar a resposta; o destinatário pode ter recebido a requisição',
			es: 'El proceso que hizo este intento terminó o quedó en pausa antes de registrar la respuesta; el destinatario puede haber recibido la solicitud',
		},
	'The received event {0} {1}': {
		pt: 'O evento recebido {0} {1}',
		es: 'El evento recibido {0} {1}',
	},
	'The receiver answered {0} {1}': {
		pt: 'O destinatário respondeu {0} {1}',
		es: 'El destinatario respondió {0} {1}',
	},
	'The receiver needs a certificate for exactly {0}, in date, from a publicly trusted authority, and with its whole chain; if the port speaks plain HTTP, begin the URL with http://':
		{
			pt: 'O destinatário precisa de um certificado exatamente para {0}, dentro da validade, de uma autoridade publicamente confiável e com a cadeia completa; se a porta fala HTTP puro, comece a URL com http://',
			es: 'El destinatario necesita un certificado exactamente para {0}, vigente, de una autoridad de confianza pública y con su cadena completa; si el puerto habla HTTP sin cifrar, empieza la URL con http://',
		},
	'The receiver says that this address is closed for good, and a delivery answered so switches its subscription off: ask for the new address':
		{
			pt: 'O destinatário diz que este endereço foi encerrado de vez, e uma entrega respondida assim desliga a inscrição dela: peça o novo endereço',
			es: 'El destinatario dice que esta dirección se cerró del todo, y una entrega respondida así apaga su suscripción: pide la nueva dirección',
		},
	'The request cannot be built: {0}': {
		pt: 'A requisição não pode ser montada: {0}',
		es: 'No se puede armar la solicitud: {0}',
	},
	'The request failed': { pt: 'A requisição falhou', es: 'La solicitud falló' },
	'The request was interrupted by the sender': {
		pt: 'A requisição foi interrompida pelo remetente',
		es: 'El remitente interrumpió la solicitud',
	},
	'The retry schedule has {0} waits instead of at most four': {
		pt: 'A agenda de novas tentativas tem {0} esperas em vez de no máximo quatro',
		es: 'El calendario de reintentos tiene {0} esperas en lugar de como máximo cuatro',
	},
	'The same as a table': { pt: 'O mesmo em tabela', es: 'Lo mismo en tabla' },
	'The server does not know this host name: check it, or let the server be set up for it': {
		pt: 'O servidor não conhece este nome de host: confira-o, ou peça que o servidor seja configurado para ele',
		es: 'El servidor no conoce este nombre de host: revísalo, o pide que el servidor se configure para él',
	},
	'The server itself has an error, and a delivery would meet it too: let who runs the receiver mend it, then check again':
		{
			pt: 'O próprio servidor está com erro, e uma entrega o encontraria também: peça a quem opera o destinatário que o corrija, e verifique de novo',
			es: 'El propio servidor tiene un error, y una entrega también lo encontraría: pide a quien opera el destinatario que lo corrija, y verifica de nuevo',
		},
	'The server wants a certificate from the sender: use an address that does not': {
		pt: 'O servidor exige um certificado de quem envia: use um endereço que não exija',
		es: 'El servidor exige un certificado de quien envía: usa una dirección que no lo exija',
	},
	'The signing secret has {0} bytes instead of {1} to {2}': {
		pt: 'O segredo de assinatura tem {0} bytes em vez de {1} a {2}',
		es: 'El secreto de firma tiene {0} bytes en lugar de {1} a {2}',
	},
	'The signing secret is not base64': {
		pt: 'O segredo de assinatura não está em base64',
		es: 'El secreto de firma no está en base64',
	},
	'The store can be read and written': {
		pt: 'O armazenamento pode ser lido e gravado',
		es: 'El almacenamiento se puede leer y escribir',
	},
	'The subscription has no valid signing secret': {
		pt: 'A inscrição não tem um segredo de assinatura válido',
		es: 'La suscripción no tiene un secreto de firma válido',
	},
	'The subscription of this delivery was deleted, or what is stored of it cannot be read': {
		pt: 'A inscrição desta entrega foi excluída, ou o que está armazenado dela não pode ser lido',
		es: 'La suscripción de esta entrega fue eliminada, o lo almacenado de ella no se puede leer',
	},
	'The timestamp {0} is not Unix time in whole seconds': {
		pt: 'O momento {0} não é hora Unix em segundos inteiros',
		es: 'El momento {0} no es hora Unix en segundos enteros',
	},
	'The token has a place but no value': {
		pt: 'O token tem um lugar, mas não um valor',
		es: 'El token tiene un lugar, pero no un valor',
	},
	'The URL cannot be read': { pt: 'A URL não pode ser lida', es: 'La URL no se puede leer' },
	'The URL contains a line break or control character': {
		pt: 'A URL contém uma quebra de linha ou um caractere de controle',
		es: 'La URL contiene un salto de línea o un carácter de control',
	},
	'The URL contains a user name or password': {
		pt: 'A URL contém um nome de usuário ou uma senha',
		es: 'La URL contiene un nombre de usuario o una contraseña',
	},
	'The URL is blocked or cannot be used': {
		pt: 'A URL está bloqueada ou não pode ser usada',
		es: 'La URL está bloqueada o no se puede usar',
	},
	'The URL names port 0': { pt: 'A URL usa a porta 0', es: 'La URL usa el puerto 0' },
	'The URL starts with "{0}"': { pt: 'A URL começa com "{0}"', es: 'La URL empieza con "{0}"' },
	'The webhook store in Postgres at {0} is not available: {1}': {
		pt: 'O armazenamento de webhooks no Postgres em {0} não está disponível: {1}',
		es: 'El almacenamiento de webhooks en Postgres en {0} no está disponible: {1}',
	},
	'The webhook store {0} is not a readable SQLite database': {
		pt: 'O armazenamento de webhooks {0} não é um banco SQLite legível',
		es: 'El almacenamiento de webhooks {0} no es una base SQLite legible',
	},
	'The webhook store {0} is not available: {1}': {
		pt: 'O armazenamento de webhooks {0} não está disponível: {1}',
		es: 'El almacenamiento de webhooks {0} no está disponible: {1}',
	},
	'The webhook store {0} was written by a newer version of this package (store version {1}, known here: {2})':
		{
			pt: 'O armazenamento de webhooks {0} foi gravado por uma versão mais nova deste pacote (versão do armazenamento {1}, conhecida aqui: {2})',
			es: 'El almacenamiento de webhooks {0} fue escrito por una versión más nueva de este paquete (versión del almacenamiento {1}, conocida aquí: {2})',
		},
	'The webhook store {0} was written with another encryption key': {
		pt: 'O armazenamento de webhooks {0} foi gravado com outra chave de criptografia',
		es: 'El almacenamiento de webhooks {0} se escribió con otra clave de cifrado',
	},
	'The workflow {0} is not published: the replay waits until it is': {
		pt: 'O workflow {0} não está publicado: o reprocessamento espera até que esteja',
		es: 'El workflow {0} no está publicado: el reproceso espera hasta que lo esté',
	},
	'The workflow {0} is published, but without the trigger that received this event, or that trigger uses another store now: the replay waits until that changes':
		{
			pt: 'O workflow {0} está publicado, mas sem o gatilho que recebeu este evento, ou esse gatilho agora usa outro armazenamento: o reprocessamento espera até isso mudar',
			es: 'El workflow {0} está publicado, pero sin el trigger que recibió este evento, o ese trigger usa ahora otro almacenamiento: el reproceso espera hasta que eso cambie',
		},
	'The {0} can be guessed: choose {1} characters or more': {
		pt: 'O {0} pode ser adivinhado: escolha {1} caracteres ou mais',
		es: 'El {0} se puede adivinar: elige {1} caracteres o más',
	},
	'The {0} has a space or a character that no header or URL can carry': {
		pt: 'O {0} tem um espaço ou um caractere que nenhum cabeçalho ou URL aceita',
		es: 'El {0} tiene un espacio o un carácter que ningún encabezado ni URL acepta',
	},
	'The {0} is empty': { pt: 'O {0} está vazio', es: 'El {0} está vacío' },
	'There is no delivery {0}': { pt: 'Não há entrega {0}', es: 'No hay ninguna entrega {0}' },
	'There is no operation {0} of {1}': {
		pt: 'Não há operação {0} de {1}',
		es: 'No hay ninguna operación {0} de {1}',
	},
	'There is no received event {0}': {
		pt: 'Não há evento recebido {0}',
		es: 'No hay ningún evento recibido {0}',
	},
	'There is no subscription {0}': {
		pt: 'Não há inscrição {0}',
		es: 'No hay ninguna suscripción {0}',
	},
	'There is no subscription, and nothing was sent.': {
		pt: 'Não há inscrição, e nada foi enviado.',
		es: 'No hay ninguna suscripción, y no se envió nada.',
	},
	'There was no answer within {0} ms': {
		pt: 'Não houve resposta em {0} ms',
		es: 'No hubo respuesta en {0} ms',
	},
	'This Node.js has no built-in SQLite': {
		pt: 'Este Node.js não tem SQLite embutido',
		es: 'Este Node.js no tiene SQLite integrado',
	},
	'This server only reads: set the host of the primary in the Webhook Store credential; work goes on by itself':
		{
			pt: 'Este servidor só lê: informe o host do primário na credencial Webhook Store; o trabalho continua sozinho',
			es: 'Este servidor solo lee: indica el host del primario en la credencial Webhook Store; el trabajo continúa solo',
		},
	Time: { pt: 'Hora', es: 'Hora' },
	'Time (UTC)': { pt: 'Hora (UTC)', es: 'Hora (UTC)' },
	'Too big: expected array to have {0} items': {
		pt: 'lista longa demais (esperado: {0} itens)',
		es: 'lista demasiado larga (se espera: {0} elementos)',
	},
	'Too big: expected string to have {0} characters': {
		pt: 'texto longo demais (esperado: {0} caracteres)',
		es: 'texto demasiado largo (se espera: {0} caracteres)',
	},
	'Too big: expected {0} to be {1}': {
		pt: 'valor grande demais (esperado: {0} {1})',
		es: 'valor demasiado grande (se espera: {0} {1})',
	},
	'Too small: expected array to have {0} items': {
		pt: 'lista curta demais (esperado: {0} itens)',
		es: 'lista demasiado corta (se espera: {0} elementos)',
	},
	'Too small: expected string to have {0} characters': {
		pt: 'texto curto demais (esperado: {0} caracteres)',
		es: 'texto demasiado corto (se espera: {0} caracteres)',
	},
	'Too small: expected {0} to be {1}': {
		pt: 'valor pequeno demais (esperado: {0} {1})',
		es: 'valor demasiado pequeño (se espera: {0} {1})',
	},
	'Try again when this attempt has ended: only an attempt that has not begun can be taken back': {
		pt: 'Tente de novo quando esta tentativa terminar: só uma tentativa que não começou pode ser retirada',
		es: 'Inténtalo de nuevo cuando termine este intento: solo se puede retirar un intento que no ha comenzado',
	},
	'Try again; if it stays so, look at the log of the receiver': {
		pt: 'Tente de novo; se continuar assim, veja o log do destinatário',
		es: 'Inténtalo de nuevo; si sigue así, revisa el registro del destinatario',
	},
	undefined: { pt: 'nada', es: 'nada' },
	'unknown reason': { pt: 'motivo desconhecido', es: 'motivo desconocido' },
	'Update n8n-nodes-commerce-webhooks in n8n, or use another store': {
		pt: 'Atualize o n8n-nodes-commerce-webhooks no n8n, ou use outro armazenamento',
		es: 'Actualiza n8n-nodes-commerce-webhooks en n8n, o usa otro almacenamiento',
	},
	'URLs without a subscription': { pt: 'URLs sem inscrição', es: 'URL sin suscripción' },
	'Use 1 to 255 of the characters A-Z a-z 0-9 _ : ~ @ + = -': {
		pt: 'use de 1 a 255 dos caracteres A-Z a-z 0-9 _ : ~ @ + = -',
		es: 'usa de 1 a 255 de los caracteres A-Z a-z 0-9 _ : ~ @ + = -',
	},
	'Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.': {
		pt: 'Use uma URL completa que comece com http:// ou https://, ex.: https://example.com/webhook.',
		es: 'Usa una URL completa que empiece con http:// o https://, p. ej. https://example.com/webhook.',
	},
	"Use a platform's own event name, a type such as purchase.approved, a family such as purchase.*, or * for everything":
		{
			pt: 'Use o nome de evento de uma plataforma, um tipo como purchase.approved, uma família como purchase.*, ou * para tudo',
			es: 'Usa el nombre de evento de una plataforma, un tipo como purchase.approved, una familia como purchase.*, o * para todo',
		},
	'Use at most 255 characters': {
		pt: 'use no máximo 255 caracteres',
		es: 'usa como máximo 255 caracteres',
	},
	'Use lower-case letters, digits and underscores, e.g. public': {
		pt: 'Use letras minúsculas, números e sublinhados, ex.: public',
		es: 'Usa letras minúsculas, números y guiones bajos, p. ej. public',
	},
	"Use the encryption key the store was written with: n8n's own N8N_ENCRYPTION_KEY, or the Encryption Key of the Webhook Store credential":
		{
			pt: 'Use a chave de criptografia com que o armazenamento foi gravado: a N8N_ENCRYPTION_KEY do próprio n8n, ou a Chave de criptografia da credencial Webhook Store',
			es: 'Usa la clave de cifrado con la que se escribió el almacenamiento: la N8N_ENCRYPTION_KEY del propio n8n, o la Clave de cifrado de la credencial Webhook Store',
		},
	'Use the version that received it, or have the platform send it again': {
		pt: 'Use a versão que o recebeu, ou peça à plataforma que o envie de novo',
		es: 'Usa la versión que lo recibió, o haz que la plataforma lo envíe de nuevo',
	},
	'Wait a minute and publish the workflow again.': {
		pt: 'Espere um minuto e publique o workflow de novo.',
		es: 'Espera un minuto y publica el workflow de nuevo.',
	},
	'Wait until its execution has ended, or stop the execution, and replay it then': {
		pt: 'Espere a execução dele terminar, ou pare a execução, e então reprocesse',
		es: 'Espera a que termine su ejecución, o detén la ejecución, y reprocésalo entonces',
	},
	waiting: { pt: 'em espera', es: 'en espera' },
	'was written by another version of this package and cannot be read': {
		pt: 'foi gravado por outra versão deste pacote e não pode ser lido',
		es: 'fue escrito por otra versión de este paquete y no se puede leer',
	},
	'Webhook deliveries': { pt: 'Entregas de webhooks', es: 'Entregas de webhooks' },
	'Webhook deliveries, {0} to {1}': {
		pt: 'Entregas de webhooks, {0} a {1}',
		es: 'Entregas de webhooks, {0} a {1}',
	},
	'Webhooks can be delivered there': {
		pt: 'Webhooks podem ser entregues lá',
		es: 'Se pueden entregar webhooks allí',
	},
	'What {0} calls it': { pt: 'Como {0} o chama', es: 'Cómo lo llama {0}' },
	'Write {0}, separated by commas.': {
		pt: 'Escreva {0}, separados por vírgulas.',
		es: 'Escribe {0}, separados por comas.',
	},
	'{0} (off)': { pt: '{0} (desligada)', es: '{0} (apagada)' },
	'{0} [parameter: {1}]': { pt: '{0} [parâmetro: {1}]', es: '{0} [parámetro: {1}]' },
	'{0} can match no event': {
		pt: '{0} não pode corresponder a nenhum evento',
		es: '{0} no puede coincidir con ningún evento',
	},
	'{0} deliveries have failed for good': {
		pt: '{0} entregas falharam de vez',
		es: '{0} entregas fallaron del todo',
	},
	'{0} has no event {1}': { pt: '{0} não tem o evento {1}', es: '{0} no tiene el evento {1}' },
	'{0} is a name of this machine or of its local network': {
		pt: '{0} é um nome desta máquina ou da rede local dela',
		es: '{0} es un nombre de esta máquina o de su red local',
	},
	'{0} is blocked in the settings of n8n': {
		pt: '{0} está bloqueado nas configurações do n8n',
		es: '{0} está bloqueado en la configuración de n8n',
	},
	'{0} is not a public internet address': {
		pt: '{0} não é um endereço público da internet',
		es: '{0} no es una dirección pública de internet',
	},
	'{0} leads to {1}, which is blocked in the settings of n8n': {
		pt: '{0} leva a {1}, que está bloqueado nas configurações do n8n',
		es: '{0} lleva a {1}, que está bloqueado en la configuración de n8n',
	},
	'{0} leads to {1}, which is not a public internet address': {
		pt: '{0} leva a {1}, que não é um endereço público da internet',
		es: '{0} lleva a {1}, que no es una dirección pública de internet',
	},
	'{0} of {1}: {2}, {3}, {4}': { pt: '{0} de {1}: {2}, {3}, {4}', es: '{0} de {1}: {2}, {3}, {4}' },
	'{0} or {1}': { pt: '{0} ou {1}', es: '{0} o {1}' },
	'{0} subscriptions have the URL {1}': {
		pt: '{0} inscrições têm a URL {1}',
		es: '{0} suscripciones tienen la URL {1}',
	},
	'{0} to {1}: {2}, {3}': { pt: '{0} para {1}: {2}, {3}', es: '{0} a {1}: {2}, {3}' },
};
